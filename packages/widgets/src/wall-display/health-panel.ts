import type { ConnectionState } from '@nexus-mfg/sdk';
import { html, type TemplateResult } from 'lit';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import type { Words } from '../locale/words.ts';
import type { DisplayHealth, DisplayProblem } from './display-health.ts';
import { readHeap } from './heap.ts';
import { wallMessages } from './messages.ts';

type Key = keyof typeof wallMessages.english;

const SHAPES: Record<DisplayProblem, ShapeName> = {
  connectionLost: 'offline',
  noData: 'clock',
  atRest: 'idle',
  memoryFull: 'warning',
  slow: 'warning',
  reloadWaits: 'reconnecting',
  screenMayGo: 'warning',
};

/** What is wrong with the display, loud; nothing while all is well. */
export function problemList(
  words: Words,
  health: DisplayHealth,
  problems: readonly DisplayProblem[],
): TemplateResult {
  const say = (problem: DisplayProblem): string => {
    const since = problem === 'connectionLost' ? health.connection?.since : health.lastDataAt;
    return words.text(wallMessages, problem, { time: since ? words.dateTime(since) : '–' });
  };
  return html`<div class="problems" part="problems" role="status">
    ${problems.map((problem) => html`<p class="problem" data-problem=${problem}>${shape(SHAPES[problem])}${say(problem)}</p>`)}
  </div>`;
}

/** Everything that the display knows of itself. */
export function healthPanel(words: Words, health: DisplayHealth): TemplateResult {
  const say = (key: Key, values = {}): string => words.text(wallMessages, key, values);
  const { connection, frames } = health;
  const heap = readHeap();
  const stateWord = (state: ConnectionState): string => say(state);
  const rows: readonly (readonly [Key, string])[] = [
    ['lastData', health.lastDataAt === null ? say('never') : words.dateTime(health.lastDataAt)],
    [
      'connection',
      connection === undefined
        ? '–'
        : say('connectionSince', {
            state: stateWord(connection.state),
            time: words.dateTime(connection.since),
          }),
    ],
    ['reconnects', words.number(health.connectionsLost)],
    [
      'lateFrames',
      frames.isMeasurable
        ? say('lateFramesText', { recent: frames.recent, total: frames.total })
        : say('notMeasurable'),
    ],
    [
      'memory',
      heap === undefined
        ? say('notMeasurable')
        : say('memoryText', { used: words.bytes(heap.used), limit: words.bytes(heap.limit) }),
    ],
    ['runningSince', words.dateTime(health.runningSince)],
    ['sleeps', words.number(health.sleeps)],
    ['clockChanges', words.number(health.clockChanges)],
    [
      'screen',
      health.screen === 'unsupported' ? say('notMeasurable') : say(health.screen === 'on' ? 'yes' : 'no'),
    ],
  ];
  return html`<section class="panel" part="details" id="details" aria-label=${say('details')}>
    <h3 class="panel-title">${say('details')}</h3>
    <dl class="facts">
      ${rows.map(([key, value]) => html`<div class="fact"><dt>${say(key)}</dt><dd>${value}</dd></div>`)}
    </dl>
  </section>`;
}

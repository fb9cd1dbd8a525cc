import type { Brand } from '@nexus-mfg/sdk';
import { nothing, type TemplateResult } from 'lit';
import { html, type StaticValue } from 'lit/static-html.js';
import { WATCH_FROM } from '../drawing/health.ts';
import { healthReason } from '../drawing/health-reason.ts';
import { shape } from '../drawing/shapes.ts';
import { statusWord } from '../drawing/status.ts';
import type { Trouble } from '../internal/error-info.ts';
import { stateView } from '../internal/state-view.ts';
import { CLOCK } from '../locale/formats.ts';
import type { Words } from '../locale/words.ts';
import type { Alarm } from './alarms.ts';
import { type Controls, controlRow } from './controls.ts';
import type { DisplayHealth, DisplayProblem } from './display-health.ts';
import { healthPanel, problemList } from './health-panel.ts';
import { wallMessages } from './messages.ts';
import { BUILT_IN, type BuiltInView, type WallView } from './views.ts';

/** A few pixels in a ring: enough against burn-in, too little to be seen. */
const SHIFTS = [
  '0px 0px',
  '1px 0px',
  '2px 1px',
  '1px 2px',
  '0px 2px',
  '-1px 1px',
  '-2px 0px',
  '-1px -1px',
] as const;

/** Everything that is to be drawn. */
export interface WallScene extends Omit<Controls, 'titles' | 'canBeFull'> {
  readonly words: Words;
  readonly tag: (name: string) => StaticValue;
  readonly label: string;
  readonly brand: Brand | undefined;
  /** Undefined until they are there. */
  readonly machineCount: number | undefined;
  /** The machine with the lowest health; empty for none. */
  readonly worstId: string;
  readonly trouble: Trouble | undefined;
  readonly views: readonly WallView[];
  readonly turns: number;
  readonly alarms: readonly Alarm[];
  readonly isAlarmShown: boolean;
  readonly isDimmed: boolean;
  readonly isIdle: boolean;
  readonly health: DisplayHealth;
  readonly problems: readonly DisplayProblem[];
  readonly retry: () => void;
  readonly callAlarm: () => void;
  readonly endAlarm: () => void;
}

/** The whole display. */
export function renderWall(scene: WallScene): TemplateResult {
  const { words, isIdle, isDimmed, areDetailsOpen, health, problems, turns } = scene;
  const titles = scene.views.map((view, index) => titleOf(words, view, index));
  const title = scene.isAlarmShown
    ? words.text(wallMessages, 'alarmCount', { count: scene.alarms.length })
    : (titles[scene.index] ?? '');
  const say = (key: keyof typeof wallMessages.english, values = {}): string =>
    words.text(wallMessages, key, values);
  const name = scene.isAlarmShown
    ? title
    : say('position', { title, index: scene.index + 1, count: titles.length });
  return html`<section class="base" part="base" tabindex="0" ?data-idle=${isIdle} ?data-dim=${isDimmed}
    aria-label=${scene.label || say('label')} aria-roledescription=${say('rotatingViews')}>
    <div class="frame" .style=${`translate: ${SHIFTS[turns % SHIFTS.length]}`}>
      ${head(scene, title)}
      <div class="stage" part="stage" role="group" aria-label=${name} aria-roledescription=${say('view')}>${stage(scene)}</div>
      <div class="foot">
        ${problemList(words, health, problems)}
        ${controlRow(words, { ...scene, index: scene.isAlarmShown ? -1 : scene.index, titles, canBeFull: document.fullscreenEnabled })}
      </div>
    </div>
    ${areDetailsOpen ? healthPanel(words, health) : nothing}
    ${isDimmed ? html`<div class="dim"></div>` : nothing}
  </section>`;
}

function head(
  { words, tag, brand, alarms, isAlarmShown, callAlarm }: WallScene,
  title: string,
): TemplateResult {
  const now = Date.now();
  const status = tag('connection-status');
  const call = words.text(wallMessages, 'alarmCount', { count: alarms.length });
  return html`<header class="head" part="head">
    ${brand?.logoUrl ? html`<img class="logo" src=${brand.logoUrl} alt=${brand.name ?? ''} />` : nothing}
    <h2 class="title">${title}</h2>
    ${brand?.name && !brand.logoUrl ? html`<span class="company">${brand.name}</span>` : nothing}
    <span role="status">${
      alarms.length > 0 && !isAlarmShown
        ? html`<button class="button alarm-call" type="button" @click=${callAlarm}>${shape('critical')}${call}</button>`
        : nothing
    }</span>
    <div class="when">
      <${status}></${status}>
      <span class="date">${words.date(now, { weekday: 'short', day: 'numeric', month: 'long' })}</span>
      <time class="clock">${words.date(now, CLOCK)}</time>
    </div>
  </header>`;
}

function stage(scene: WallScene): TemplateResult {
  const { words, views, index, isAlarmShown, machineCount, trouble, retry } = scene;
  const hasOwnViews = views[0]?.element !== undefined;
  if (hasOwnViews)
    return html`${isAlarmShown ? alarmView(scene) : nothing}<div class="view" ?hidden=${isAlarmShown}><slot></slot></div>`;
  if (trouble !== undefined) return html`${stateView(words, trouble, retry)}<slot hidden></slot>`;
  if (machineCount === 0)
    return html`${stateView(words, {
      kind: 'empty',
      title: words.text(wallMessages, 'emptyTitle'),
      text: words.text(wallMessages, 'emptyText'),
      retry: false,
    })}<slot hidden></slot>`;
  const shown = isAlarmShown ? undefined : BUILT_IN[index];
  // Kept while they are hidden: a turn neither loads nor loses anything.
  return html`${isAlarmShown ? alarmView(scene) : nothing}
    ${BUILT_IN.map((view) => html`<div class="view" data-view=${view} ?hidden=${view !== shown}>${builtIn(scene, view)}</div>`)}
    <slot hidden></slot>`;
}

function builtIn({ tag, worstId }: WallScene, view: BuiltInView): TemplateResult {
  const [fleet, grid, detail] = [tag('fleet-summary'), tag('machine-grid'), tag('machine-detail')];
  if (view === 'fleet') return html`<${fleet} unlinked></${fleet}>`;
  if (view === 'machines') return html`<${grid} no-toolbar unlinked></${grid}>`;
  return html`<${detail} unlinked machine-id=${worstId}></${detail}>`;
}

function alarmView({ words, tag, alarms, endAlarm }: WallScene): TemplateResult {
  const [first] = alarms;
  if (first === undefined) return html``;
  const { machine, since } = first;
  const detail = tag('machine-detail');
  const say = (key: keyof typeof wallMessages.english, values = {}): string =>
    words.text(wallMessages, key, values);
  const bad = machine.healthParts.find(({ score }) => score < WATCH_FROM);
  return html`<div class="view alarm" part="alarm">
    <div class="alarm-band" role="alert">
      <span class="alarm-shape">${shape('critical')}</span>
      <div class="alarm-text">
        <h3 class="alarm-title">${say('alarmTitle', { name: machine.name })}</h3>
        <p class="alarm-reason">${machine.status === 'fault' ? html`<b>${statusWord(words, machine.status).word}</b>` : nothing}<span>${bad ? healthReason(words, bad) : nothing}</span></p>
        <p class="alarm-reason quiet">
          <span>${say('alarmSince', { time: words.dateTime(since) })}</span>
          <span>${alarms.length > 1 ? say('alarmMore', { count: alarms.length - 1 }) : nothing}</span>
        </p>
      </div>
      <button class="button" type="button" @click=${endAlarm}>${say('backToViews')}</button>
    </div>
    <${detail} unlinked machine-id=${machine.id}></${detail}>
  </div>`;
}

function titleOf(words: Words, { element, builtIn: view }: WallView, index: number): string {
  if (view !== undefined) return words.text(wallMessages, view);
  return (
    element?.dataset.title ||
    element?.getAttribute('aria-label') ||
    words.text(wallMessages, 'viewNumber', { index: index + 1 })
  );
}

import type { HealthState, MachineStatus } from '@nexus-mfg/sdk';
import { html, nothing, type TemplateResult } from 'lit';
import { healthWord } from '../drawing/health.ts';
import { typeWord } from '../drawing/machine-type.ts';
import { type ShapeName, shape } from '../drawing/shapes.ts';
import { statusWord } from '../drawing/status.ts';
import type { Words } from '../locale/words.ts';
import type { GridGroup } from './choices.ts';
import { extrasMessages } from './extras-messages.ts';
import type { Line } from './lines.ts';
import { groupStop } from './roving-focus.ts';
import type { SectionAlarm } from './sections.ts';
import { stateWord } from './state-word.ts';

/** The head of a group: what its machines share, how many they are, and the worst of them; opens and closes. */
export function groupHead(
  words: Words,
  group: GridGroup,
  { section, isOpen }: Line,
  { worst, count }: SectionAlarm,
  columns: number,
): TemplateResult {
  const { word, shape: name } = groupWord(words, group, section.key);
  return html`<div class="group" part="group" role="gridcell" data-stop=${groupStop(section.key)} data-group=${section.key}
    aria-colspan=${columns} aria-expanded=${isOpen ? 'true' : 'false'} tabindex="-1"
    ><span class="group-text"><span class="turn">${shape('open')}</span>${name ? html`<span class="group-shape">${shape(name)}</span>` : nothing}
      <span class="group-word">${word}</span> <span class="group-count">${words.number(section.indices.length)}</span>
      ${worst ? alarmText(words, worst.status, worst.healthScore, count) : nothing}</span></div>`;
}

function alarmText(words: Words, status: MachineStatus, score: number | null, count: number): TemplateResult {
  const worst = status === 'fault' ? statusWord(words, 'fault') : healthWord(words, score);
  const isLoud = worst.shape === 'fault' || worst.shape === 'critical';
  return html`<span class="group-alarm" data-alert=${isLoud ? 'critical' : 'warning'}>${shape(worst.shape)}${words.text(extrasMessages, 'groupAlarm', { worst: worst.word, count })}</span>`;
}

function groupWord(words: Words, group: GridGroup, key: string): { word: string; shape?: ShapeName } {
  if (group === 'status') return statusWord(words, key as MachineStatus);
  if (group === 'type')
    return { word: key === '' ? words.text(extrasMessages, 'noType') : typeWord(words, key) };
  return stateWord(words, key as HealthState);
}

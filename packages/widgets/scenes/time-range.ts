import type { NexusTimeRange } from '../src/index.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const BERLIN = 'time-zone="Europe/Berlin" plant-time-zone="Europe/Berlin"';
/** Two moments of a day in the past, 10:00 and 14:30 in Berlin. */
const SPAN = { from: Date.parse('2026-03-10T09:00Z'), to: Date.parse('2026-03-10T13:30Z') };

const rootOf = ({ find }: Stage): ShadowRoot | null => find<NexusTimeRange>('nexus-time-range').shadowRoot;

const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    rootOf(stage)?.querySelector(selector);

async function open(stage: Stage): Promise<void> {
  const element = stage.find<NexusTimeRange>('nexus-time-range');
  while (!rootOf(stage)?.querySelector('.trigger')) await element.updateComplete;
  rootOf(stage)?.querySelector<HTMLElement>('.trigger')?.click();
  while (!rootOf(stage)?.querySelector('.sheet')) await new Promise(requestAnimationFrame);
}

/** Types into a field of the open panel and leaves it. */
async function type(stage: Stage, id: string, text: string): Promise<void> {
  const field = rootOf(stage)?.querySelector<HTMLInputElement>(`#${id}`);
  if (!field) throw new Error(`There is no field ${id}.`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new FocusEvent('blur'));
  await stage.find<NexusTimeRange>('nexus-time-range').updateComplete;
}

/** Open on a day in the past, with these texts in the fields. */
function typed(name: string, about: string, fields: Readonly<Record<string, string>>): Scene {
  return {
    name,
    about,
    markup: `<nexus-time-range compact ${BERLIN}></nexus-time-range>`,
    async arrange(stage) {
      stage.find<NexusTimeRange>('nexus-time-range').value = SPAN;
      await open(stage);
      for (const [id, text] of Object.entries(fields)) await type(stage, id, text);
    },
    isReady: shows('.sheet'),
  };
}

export const timeRangeScenes: SceneSet = {
  element: 'time-range',
  scenes: [
    {
      name: 'default',
      about: 'Quick ranges side by side; the neighbours look at the last 8 hours.',
      markup: '<nexus-time-range></nexus-time-range>',
      arrange: ({ provider }) => provider.view.set({ range: { lastMs: 8 * 3_600_000 } }),
      isReady: shows('[aria-pressed=true]'),
    },
    {
      name: 'empty',
      about: 'Nothing is chosen yet.',
      markup: '<nexus-time-range compact></nexus-time-range>',
      isReady: shows('.trigger'),
    },
    {
      name: 'span',
      about: 'A window that stands still.',
      markup: `<nexus-time-range ${BERLIN}></nexus-time-range>`,
      arrange({ find }) {
        find<NexusTimeRange>('nexus-time-range').value = SPAN;
      },
      isReady: shows('[data-chosen]'),
    },
    {
      name: 'open',
      about: 'The panel, with a range of some days.',
      markup: `<nexus-time-range compact ${BERLIN}></nexus-time-range>`,
      async arrange(stage) {
        stage.find<NexusTimeRange>('nexus-time-range').value = {
          from: SPAN.from,
          to: SPAN.to + 5 * 86_400_000,
        };
        await open(stage);
      },
      isReady: shows('.sheet'),
    },
    typed('error', 'The end is before the start.', { 'end-time': '09:00' }),
    typed('future', 'The end is in the future and is cut to now.', { 'end-date': '2099-01-01' }),
    typed('clock-forward', 'A start that the clocks leave out.', {
      'start-date': '2026-03-29',
      'start-time': '02:30',
      'end-date': '2026-03-30',
    }),
    typed('clock-back', 'Both ends in the hour that comes twice.', {
      'start-date': '2025-10-26',
      'start-time': '02:30',
      'end-date': '2025-10-26',
      'end-time': '02:30',
    }),
    {
      name: 'time-zones',
      about: 'The search for a time zone.',
      markup: `<nexus-time-range compact ${BERLIN}></nexus-time-range>`,
      async arrange(stage) {
        stage.find<NexusTimeRange>('nexus-time-range').value = SPAN;
        await open(stage);
        const field = rootOf(stage)?.querySelector<HTMLInputElement>('#zone');
        if (!field) throw new Error('There is no field for the time zone.');
        field.value = 'america/n';
        field.dispatchEvent(new Event('input', { bubbles: true }));
      },
      isReady: shows('.zones li'),
    },
  ],
};

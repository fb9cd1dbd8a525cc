import type { Machine, MachineStatus } from '@nexus-mfg/sdk';
import type { NexusFloorPlan } from '../src/index.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-floor-plan></nexus-floor-plan>';
const plan = ({ find }: Stage): NexusFloorPlan => find<NexusFloorPlan>('nexus-floor-plan');
const sees =
  (selector: string) =>
  (stage: Stage): unknown =>
    plan(stage).shadowRoot?.querySelector(selector);

const STATUSES: readonly MachineStatus[] = [
  'running',
  'running',
  'running',
  'idle',
  'running',
  'maintenance',
];
/** A hall as SVG: two rooms, a gate and a way through. */
const HALL: string = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 80 70"><rect width="80" height="70" fill="#e8ebef"/><path d="M1 1h78v68H1zM1 34h50M60 34h19M52 1v12M52 22v12" fill="none" stroke="#5b6672" stroke-width="1.4"/><path d="M4 31h72" stroke="#c9a227" stroke-width="1" stroke-dasharray="3 2"/></svg>',
)}`;

/** Machines in rows of `columns`; a few of them need somebody. */
function hallOf(count: number, columns: number, change: Partial<Machine> = {}): Machine[] {
  return Array.from({ length: count }, (_, index) => {
    const isFault = index % 97 === 41;
    const score = index % 31 === 7 ? 64 : index % 53 === 11 ? 38 : 80 + (index % 20);
    const id = `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
    return {
      id,
      externalId: null,
      name: `Machine ${String(index + 1).padStart(2, '0')}`,
      type: null,
      status: isFault ? 'fault' : (STATUSES[index % STATUSES.length] ?? 'running'),
      healthScore: isFault ? 22 : score,
      healthParts: [],
      gridPositionX: index % columns,
      gridPositionY: Math.floor(index / columns),
      metadata: {},
      latest: { machineId: id, timestamp: '2026-11-24T08:00:00Z', vibration: 1.2 },
      freshness: 'live',
      updatedAt: '2026-11-24T08:00:00Z',
      ...change,
    };
  });
}

const given = (
  name: string,
  about: string,
  machines: () => Machine[],
  ready = '.mark',
  more = '',
): Scene => ({
  name,
  about,
  markup: `<nexus-floor-plan ${more}></nexus-floor-plan>`,
  arrange: (stage) => {
    plan(stage).machines = machines();
  },
  isReady: sees(ready),
});

export const floorPlanScenes: SceneSet = {
  element: 'floor-plan',
  scenes: [
    {
      name: 'default',
      about: 'The machines of the tenant where they stand.',
      markup,
      isReady: sees('.mark .label'),
    },
    {
      name: 'plan-image',
      about: 'A picture of the hall behind the machines.',
      markup: `<nexus-floor-plan plan-image="${HALL}" plan-columns="8" plan-rows="7"></nexus-floor-plan>`,
      isReady: (stage) => sees('.mark')(stage) && sees('.image')(stage),
    },
    {
      name: 'image-failed',
      about: 'The picture of the hall cannot be loaded; the machines stand where they belong.',
      markup:
        '<nexus-floor-plan plan-image="data:image/png;base64,AAAA" plan-columns="8" plan-rows="7"></nexus-floor-plan>',
      isReady: (stage) => sees('.notice')(stage) && sees('.mark')(stage),
    },
    {
      name: 'selected',
      about: 'A machine is selected, and its mark has the focus: the card tells more.',
      markup,
      arrange: async (stage) => {
        while (!sees('.mark .label')(stage)) await new Promise(requestAnimationFrame);
        const mark = plan(stage).shadowRoot?.querySelectorAll<HTMLElement>('.mark')[8];
        mark?.focus();
        mark?.click();
      },
      isReady: (stage) => sees('.mark[aria-pressed="true"]')(stage) && sees('.card')(stage),
    },
    given('one', 'A plant of one machine.', () => hallOf(1, 1), '.label'),
    given('clusters', 'Ten thousand machines: marks stand for many, under the worst of them.', () =>
      hallOf(10_000, 125),
    ),
    {
      ...given('zoomed', 'A part of ten thousand machines, with the mini-map.', () => hallOf(10_000, 125)),
      isReady: (stage) => {
        const mark = plan(stage).shadowRoot?.querySelector<HTMLElement>('.mark:not([data-count="1"])');
        mark?.click();
        return !mark && sees('.map')(stage) && sees('.label')(stage);
      },
    },
    given(
      'not-placed',
      'Some machines have no column and row; they are listed beside the plan.',
      () => [
        ...hallOf(12, 4),
        ...hallOf(20, 4, { gridPositionX: null }).map((machine, index) => ({
          ...machine,
          id: `${machine.id.slice(0, -4)}9${String(index).padStart(3, '0')}`,
        })),
      ],
      '.tray',
    ),
    given(
      'nobody-placed',
      'No machine has a place: it says how places are set.',
      () => hallOf(6, 3, { gridPositionX: null, gridPositionY: null }),
      '.stage .state',
    ),
    given('stale', 'The machines have been silent for a while.', () => hallOf(8, 4, { freshness: 'stale' })),
    {
      name: 'loading',
      about: 'The machines have not come yet.',
      markup,
      world: { signedInAs: 'admin@alpenwerk.example', latencyMs: Number.POSITIVE_INFINITY },
      isReady: sees('[aria-busy="true"]'),
    },
    {
      name: 'empty',
      about: 'The tenant has no machine yet.',
      markup,
      world: { signedInAs: 'admin@alpenwerk.example', withMachines: false },
      isReady: sees('.state[data-kind="empty"]'),
    },
    {
      name: 'offline',
      about: 'The connection is gone: the last known states stay.',
      markup,
      arrange: async (stage) => {
        while (!sees('.mark')(stage)) await new Promise(requestAnimationFrame);
        stage.data.setOffline(true);
      },
      isReady: sees('.notice'),
    },
    {
      name: 'no-permission',
      about: 'The role may not see machines.',
      markup,
      prepare: ({ data }) => data.failNext('permission_denied'),
      isReady: sees('.state[data-kind="no-permission"]'),
    },
    {
      name: 'error',
      about: 'The server did not answer as expected.',
      markup,
      prepare: ({ data }) => data.failNext('validation_failed'),
      isReady: sees('.state[data-kind="error"]'),
    },
    {
      name: 'signed-out',
      about: 'Nobody is signed in.',
      markup,
      prepare: async ({ nexus }) => nexus.session.signOut(),
      isReady: sees('.state[data-kind="signed-out"]'),
    },
  ],
};

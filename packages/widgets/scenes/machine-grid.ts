import type { NexusMachineGrid } from '../src/index.ts';
import { givenMachines, plainFleet } from './plain-fleet.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const grid = ({ find }: Stage): NexusMachineGrid => find<NexusMachineGrid>('nexus-machine-grid');
const sees =
  (selector: string) =>
  (stage: Stage): Element | null =>
    grid(stage).shadowRoot?.querySelector(selector) ?? null;
const markup = '<nexus-machine-grid></nexus-machine-grid>';

async function press(stage: Stage, selector: string, init: MouseEventInit = {}): Promise<void> {
  let target = sees(selector)(stage);
  while (target === null) {
    await new Promise(requestAnimationFrame);
    target = sees(selector)(stage);
  }
  target.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true, ...init }));
}

/** A fleet of all types and states. */
const fleet = (
  name: string,
  about: string,
  attributes: string,
  ready: string,
  more: Partial<Scene> = {},
): Scene => ({
  name,
  about,
  markup: `<nexus-machine-grid style="height: 640px" ${attributes}></nexus-machine-grid>`,
  isReady: sees(ready),
  ...more,
  async arrange(stage) {
    grid(stage).nexus = givenMachines(stage.nexus, plainFleet(60)).nexus;
    await more.arrange?.(stage);
  },
});

const state = (name: string, about: string, more: Partial<Scene>): Scene => ({
  name,
  about,
  markup,
  isReady: sees(`.state[data-kind="${name}"]`),
  ...more,
});

export const machineGridScenes: SceneSet = {
  element: 'machine-grid',
  scenes: [
    { name: 'default', about: 'The machines of the tenant as tiles.', markup, isReady: sees('.tile .name') },
    {
      name: 'rows',
      about: 'The same as a table.',
      markup: '<nexus-machine-grid layout="rows"></nexus-machine-grid>',
      isReady: sees('.machine .name'),
    },
    {
      name: 'plan',
      about: 'The same where they stand.',
      markup: '<nexus-machine-grid layout="plan"></nexus-machine-grid>',
      isReady: (stage) => sees('.plan')(stage)?.shadowRoot?.querySelector('.mark'),
    },
    fleet(
      'groups',
      'Tiles by status, each group with its worst; one is closed.',
      'group="status"',
      '.group[aria-expanded="false"]',
      {
        arrange: (stage) => press(stage, '[data-group="running"]'),
      },
    ),
    fleet(
      'rows-groups',
      'Rows by type, by urgency.',
      'layout="rows" group="type" sort="attention"',
      '.machine',
    ),
    fleet('multiple', 'Several machines are selected.', 'selection="multiple"', '.selection-bar', {
      async arrange(stage) {
        await press(stage, '[data-id="m6"]');
        await press(stage, '[data-id="m13"]', { ctrlKey: true });
      },
    }),
    fleet(
      'rows-multiple',
      'Several rows are selected.',
      'layout="rows" selection="multiple"',
      '.selection-bar',
      {
        async arrange(stage) {
          await press(stage, '[data-stop="m6|0"]');
          await press(stage, '[data-stop="m27|2"]', { shiftKey: true });
        },
      },
    ),
    fleet(
      'options',
      'Filters, order and groups are open; one filter is in use.',
      'machine-type="pump"',
      '.panel select',
      {
        arrange: (stage) => press(stage, '.options'),
      },
    ),
    fleet('slots', 'A tile with the content of the page.', '', '.tile slot', {
      markup: `<nexus-machine-grid style="height: 640px; --tile-height: 200px">
        <div slot="machine-m6" style="display: flex; justify-content: space-between"><span>Order 4711</span><a href="#order">Open</a></div>
      </nexus-machine-grid>`,
    }),
    fleet('phone', 'On a phone.', '', '.tile', { width: 358 }),
    fleet('phone-rows', 'Rows on a phone scroll sideways under the names.', 'layout="rows"', '.machine', {
      width: 358,
    }),
    fleet('nothing-found', 'The search fits no machine.', 'search="no such thing"', '.state .button'),
    {
      name: 'loading',
      about: 'The machines have not come yet.',
      markup,
      world: { latencyMs: Number.POSITIVE_INFINITY },
      isReady: sees('[aria-busy="true"]'),
    },
    {
      name: 'loading-rows',
      about: 'The rows have not come yet.',
      markup: '<nexus-machine-grid layout="rows"></nexus-machine-grid>',
      world: { latencyMs: Number.POSITIVE_INFINITY },
      isReady: sees('[aria-busy="true"]'),
    },
    {
      name: 'offline',
      about: 'The connection is gone: what was last known stays.',
      markup,
      async arrange(stage) {
        while (!sees('.tile')(stage)) await new Promise(requestAnimationFrame);
        stage.data.setOffline(true);
      },
      isReady: sees('.notice'),
    },
    fleet('stale', 'Some machines have not reported for a while.', 'filter="offline"', '.aged'),
    state('empty', 'The tenant has no machine yet.', { world: { withMachines: false } }),
    state('no-permission', 'The role may not see machines.', {
      prepare: ({ data }) => data.failNext('permission_denied'),
    }),
    state('over-plan', 'The plan does not include it.', {
      prepare: ({ data }) => data.failNext('plan_feature'),
    }),
    state('error', 'The server did not answer as expected.', {
      prepare: ({ data }) => data.failNext('validation_failed'),
    }),
    state('signed-out', 'Nobody is signed in.', {
      prepare: async ({ nexus }) => {
        await nexus.session.signOut();
      },
    }),
  ],
};

import type { NexusWallDisplay } from '../src/index.ts';
import type { SceneSet, Stage } from './scene.ts';

const markup = '<nexus-wall-display no-alarm></nexus-wall-display>';
const withAlarm = '<nexus-wall-display></nexus-wall-display>';

const wall = ({ find }: Stage): NexusWallDisplay => find<NexusWallDisplay>('nexus-wall-display');
const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    wall(stage).shadowRoot?.querySelector(selector);
const presses =
  (...keys: string[]) =>
  async (stage: Stage): Promise<void> => {
    await wall(stage).updateComplete;
    const base = wall(stage).shadowRoot?.querySelector('.base');
    for (const key of keys)
      base?.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, composed: true }));
  };

const someFault = async ({ nexus }: Stage): Promise<void> => {
  const [first, second] = await nexus.machines.list();
  for (const machine of [first, second])
    if (machine) await nexus.machines.update(machine.id, { status: 'fault' });
};

export const wallDisplayScenes: SceneSet = {
  element: 'wall-display',
  scenes: [
    { name: 'default', about: 'The first of its own views.', markup, isReady: shows('[data-view=fleet]') },
    {
      name: 'machines',
      about: 'All machines.',
      markup,
      arrange: presses('PageDown'),
      isReady: shows('[data-view=machines]:not([hidden])'),
    },
    {
      name: 'worst',
      about: 'The machine with the lowest health.',
      markup,
      arrange: presses('PageUp'),
      isReady: shows('[data-view=worst]:not([hidden])'),
    },
    {
      name: 'own-views',
      about: 'Views that the page brings, stopped by a person.',
      markup: `<nexus-wall-display paused no-alarm><section data-title="Shift targets" data-seconds="10"><h3>Hall 1</h3>
        <p>412 of 600 parts</p></section><section data-title="Safety"><p>120 days without an accident</p></section></nexus-wall-display>`,
      isReady: shows('.dot'),
    },
    {
      name: 'alarm',
      about: 'A machine has turned critical.',
      markup: withAlarm,
      arrange: someFault,
      isReady: shows('.alarm-band'),
    },
    {
      name: 'details',
      about: 'What the display knows of itself.',
      markup,
      arrange: presses('h'),
      isReady: shows('.panel'),
    },
    {
      name: 'loading',
      about: 'The first answer is under way.',
      markup,
      prepare: ({ data }) => data.setLatency(3_600_000),
      isReady: shows('.base'),
    },
    {
      name: 'empty',
      about: 'A company without machines.',
      markup,
      world: { withMachines: false },
      isReady: shows('[data-kind=empty]'),
    },
    {
      name: 'error',
      about: 'The machines could not be read.',
      markup,
      prepare: ({ data }) => data.failNext('validation_failed'),
      isReady: shows('[data-kind=error]'),
    },
    {
      name: 'offline',
      about: 'The connection is lost; the last known values stand.',
      markup,
      arrange: async (stage) => {
        while (!shows('[data-view=fleet]')(stage)) await new Promise(requestAnimationFrame);
        stage.data.setOffline(true);
      },
      isReady: shows('[data-problem=connectionLost]'),
    },
    {
      name: 'stale',
      about: 'Nothing new has been heard for longer than it should take.',
      markup: '<nexus-wall-display no-alarm stale-after="0"></nexus-wall-display>',
      isReady: shows('[data-problem=noData]'),
    },
    {
      name: 'night',
      about: 'Dimmed between two times of day.',
      markup: '<nexus-wall-display no-alarm dim-from="00:00" dim-to="23:59" hold="0"></nexus-wall-display>',
      isReady: shows('.dim'),
    },
    {
      name: 'no-permission',
      about: 'The role does not include machines.',
      markup,
      prepare: ({ data }) => data.failNext('permission_denied'),
      isReady: shows('[data-kind=no-permission]'),
    },
    {
      name: 'signed-out',
      about: 'Nobody is signed in.',
      markup,
      prepare: ({ data }) => data.signOut(),
      isReady: shows('[data-kind=signed-out]'),
    },
  ],
};

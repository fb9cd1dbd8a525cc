import type { NexusHealthGauge } from '../src/index.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const AT = '2026-03-10T09:00:00.000Z';
const PARTS = [
  { name: 'vibration', score: 31, reason: '7.4 mm/s RMS, zone D starts at 7.1 mm/s.', at: AT },
  { name: 'temperature', score: 88, reason: '61 °C, limit 90 °C.', at: AT },
  { name: 'power', score: 97, reason: '4.1 kWh, usual are 3.8 to 4.6 kWh.', at: AT },
];
const TREND = [92, 90, 84, 85, 71, 52, 40, 31].map((value, index) => ({ at: index * 600_000, value }));

const gaugeOf = ({ find }: Stage): NexusHealthGauge => find<NexusHealthGauge>('nexus-health-gauge');
const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    gaugeOf(stage).shadowRoot?.querySelector(selector);

/** From plain properties alone. */
function plain(name: string, about: string, attributes: string, own: Partial<NexusHealthGauge> = {}): Scene {
  return {
    name,
    about,
    markup: `<nexus-health-gauge unlinked ${attributes}></nexus-health-gauge>`,
    arrange: (stage) => {
      Object.assign(gaugeOf(stage), own);
    },
    isReady: shows('figure'),
  };
}

/** Follows a machine of the plant. */
function following(name: string, about: string, selector: string, rest: Partial<Scene> = {}): Scene {
  return {
    name,
    about,
    markup: '<nexus-health-gauge></nexus-health-gauge>',
    width: 440,
    async arrange(stage) {
      const [machine] = await stage.nexus.machines.list();
      stage.provider.view.set({ machineId: machine?.id ?? '' });
    },
    isReady: shows(selector),
    ...rest,
  };
}

export const healthGaugeScenes: SceneSet = {
  element: 'health-gauge',
  scenes: [
    following('default', 'Follows the machine that its neighbours look at.', '[data-parts]'),
    plain('good', 'All is well, and quiet.', 'value="92" label="Mill 01"'),
    {
      ...plain('watch', 'Parts and recent past, beside the dial.', 'value="62" label="Pump 02"', {
        parts: PARTS,
        trend: TREND,
      }),
      width: 480,
    },
    {
      ...plain('act-now', 'In less room the parts open below.', 'value="31" label="Pump 02"', {
        parts: PARTS,
        trend: TREND,
      }),
      width: 260,
      isReady: (stage) => {
        gaugeOf(stage).shadowRoot?.querySelector<HTMLElement>('.reach')?.click();
        return shows('[data-open]')(stage);
      },
    },
    plain('empty', 'Nothing could be judged.', 'label="Press 05"'),
    plain('stale', 'A value that is not from now.', 'value="74" stale label="Robot 03"'),
    plain(
      'limits',
      'The page has limits of its own.',
      'value="72" watch-from="60" good-from="90" label="Mill 01"',
    ),
    plain('small', '48 px.', 'value="62" label="Pump 02" style="--gauge-size: 48px"'),
    {
      ...plain('bar', 'A straight bar with its recent past.', 'value="31" shape="bar" label="Pump 02"', {
        trend: TREND,
      }),
      width: 260,
    },
    {
      ...plain('bar-parts', 'A straight bar with its parts.', 'value="31" shape="bar" label="Pump 02"', {
        parts: PARTS,
        trend: TREND,
      }),
      width: 520,
    },
    plain('bar-small', 'A straight bar of 48 px.', 'value="62" shape="bar" style="--gauge-size: 48px"'),
    plain('wall', 'As large as the place.', 'value="62" label="Pump 02" style="--gauge-size: 900px"', {
      parts: PARTS,
      trend: TREND,
    }),
    following('loading', 'The machine is on its way.', '.skeleton', {
      arrange: async (stage) => {
        stage.data.setLatency(Number.POSITIVE_INFINITY);
        stage.provider.view.set({ machineId: 'any' });
      },
    }),
    following('error', 'The machine could not be read.', '[part=state]', {
      arrange: ({ data, provider }) => {
        for (let count = 0; count < 5; count += 1) data.failNext('server_error');
        provider.view.set({ machineId: 'any' });
      },
    }),
    following('no-machine', 'There is no such machine.', '[part=state]', {
      arrange: ({ provider }) => provider.view.set({ machineId: 'nobody' }),
    }),
    following('offline', 'The network is gone: what was last known.', '[data-stale]', {
      async arrange(stage) {
        const [machine] = await stage.nexus.machines.list();
        stage.provider.view.set({ machineId: machine?.id ?? '' });
        while (!shows('[data-parts]')(stage)) await new Promise(requestAnimationFrame);
        stage.data.setOffline(true);
      },
    }),
    following('signed-out', 'Nobody is signed in.', '[data-kind=signed-out]', {
      prepare: ({ data }) => data.signOut(),
      arrange: ({ provider }) => provider.view.set({ machineId: 'any' }),
    }),
  ],
};

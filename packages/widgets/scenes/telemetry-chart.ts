import type { NexusTelemetryChart } from '../src/index.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const TAG = 'nexus-telemetry-chart';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const chartOf = ({ find }: Stage): NexusTelemetryChart => find<NexusTelemetryChart>(TAG);
const seen =
  (selector: string) =>
  (stage: Stage): unknown =>
    chartOf(stage).shadowRoot?.querySelector(selector);
const drawn = (stage: Stage): unknown => seen('canvas')(stage) && seen('.value')(stage);

async function firstMachine({ nexus }: Pick<Stage, 'nexus'>): Promise<string> {
  const [machine] = await nexus.machines.list();
  return machine?.id ?? '';
}

/** A chart of the first machine. */
function ofMachine(
  name: string,
  about: string,
  attributes: string,
  more: Partial<Scene> & { set?: (chart: NexusTelemetryChart) => void | Promise<void> } = {},
): Scene {
  const { set, ...rest } = more;
  return {
    name,
    about,
    markup: `<${TAG} ${attributes}></${TAG}>`,
    async arrange(stage) {
      const chart = chartOf(stage);
      await set?.(chart);
      chart.machineId = await firstMachine(stage);
    },
    isReady: drawn,
    ...rest,
  };
}

/** Waits in a scene until something is drawn. */
async function until(look: () => unknown): Promise<void> {
  while (!look()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function openMenu(stage: Stage, act?: string): Promise<void> {
  await until(() => drawn(stage));
  const root = chartOf(stage).shadowRoot;
  root?.querySelector<HTMLElement>('.more')?.click();
  await until(() => root?.querySelector('.item-button'));
  if (act !== undefined) root?.querySelector<HTMLElement>(`.menu [data-act=${act}]`)?.click();
}

/** Readings of a page's own: a slow wave with a pause and a peak. */
function ownData(): NonNullable<NexusTelemetryChart['data']> {
  const from = Date.now() - 8 * HOUR_MS;
  const times = Float64Array.from({ length: 4_800 }, (_, index) => from + index * 6_000);
  const values = times.map((_, index) => {
    if (index > 2_000 && index < 2_200) return Number.NaN;
    return 2 + Math.sin(index / 300) + (index % 37) / 60 + (index === 3_300 ? 3 : 0);
  });
  return { times, metrics: { vibration: { mean: values, min: values, max: values } }, bucketMs: 6_000 };
}

export const telemetryChartScenes: SceneSet = {
  element: 'telemetry-chart',
  scenes: [
    ofMachine('default', 'The last hour of a machine.', ''),
    ofMachine(
      'four-metrics',
      'Four metrics, each unit with its own axis.',
      'metrics="vibration temperature rpm power_kwh"',
    ),
    ofMachine('thresholds', 'Limits with their word.', 'metrics="vibration"', {
      set: (chart) => {
        chart.thresholds = [
          { metric: 'vibration', value: 2.8, label: 'Watch' },
          { metric: 'vibration', value: 4.5, label: 'Limit' },
        ];
      },
    }),
    ofMachine('annotations', 'What happened when, as numbered flags.', 'metrics="vibration temperature"', {
      set: (chart) => {
        const now = Date.now();
        chart.annotations = [
          { at: now - 50 * MINUTE_MS, text: 'Tool changed by the night shift' },
          { at: now - 32 * MINUTE_MS, until: now - 25 * MINUTE_MS, text: 'Cooling pump off' },
          { at: now - 8 * MINUTE_MS, text: 'Order 4711 begun' },
        ];
      },
      isReady: (stage) => drawn(stage) && seen('.notes')(stage),
    }),
    ofMachine(
      'compare',
      'The same time a day earlier, dotted.',
      'metrics="vibration temperature" compare="day"',
      {
        world: { historyMs: 3 * DAY_MS },
        isReady: (stage) => drawn(stage) && seen('.former')(stage),
      },
    ),
    ofMachine('zoomed', 'After a zoom: the way back is open.', 'range="8h"', {
      async arrange(stage) {
        const chart = chartOf(stage);
        chart.machineId = await firstMachine(stage);
        await until(() => drawn(stage));
        const { shadowRoot } = chart;
        shadowRoot?.querySelector<HTMLElement>('[data-act=zoomIn]')?.click();
      },
      isReady: (stage) => drawn(stage) && seen('[data-act=back][aria-disabled=false]')(stage),
    }),
    ofMachine('table', 'The values as a table, on demand.', 'metrics="vibration temperature"', {
      async arrange(stage) {
        chartOf(stage).machineId = await firstMachine(stage);
        await openMenu(stage, 'showTable');
      },
      isReady: seen('.table'),
    }),
    ofMachine('menu', 'What can be done with the chart.', '', {
      async arrange(stage) {
        chartOf(stage).machineId = await firstMachine(stage);
        await openMenu(stage);
      },
      isReady: seen('.menu'),
    }),
    ofMachine('time-zone', 'On the clocks of the plant, in Tokyo.', 'time-zone="Asia/Tokyo" range="24h"'),
    {
      name: 'plain-data',
      about: 'Readings of the page’s own, without any instance. A pause is a gap.',
      markup: `<${TAG} label="Test bench 3"></${TAG}>`,
      arrange(stage) {
        chartOf(stage).data = ownData();
      },
      isReady: drawn,
    },
    {
      name: 'no-machine',
      about: 'Nobody has selected a machine.',
      markup: `<${TAG}></${TAG}>`,
      isReady: seen('.state'),
    },
    {
      name: 'loading',
      about: 'The readings are on their way.',
      markup: `<${TAG} machine-id="x"></${TAG}>`,
      world: { latencyMs: Number.POSITIVE_INFINITY },
      isReady: seen('[aria-busy=true]'),
    },
    ofMachine('empty', 'Nothing was recorded in this time.', 'range="2020-01-01T00:00Z/2020-01-01T08:00Z"', {
      isReady: seen('.state[data-kind=empty]'),
    }),
    {
      name: 'error',
      about: 'There is no such machine.',
      markup: `<${TAG} machine-id="00000000-0000-4000-8000-000000000000"></${TAG}>`,
      isReady: seen('.state[data-kind=error]'),
    },
    ofMachine('offline', 'The network is gone: the line that is known stays.', '', {
      async arrange(stage) {
        chartOf(stage).machineId = await firstMachine(stage);
        await until(() => drawn(stage));
        stage.data.setOffline(true);
      },
      isReady: seen('.readout .shape'),
    }),
    ofMachine('offline-other-range', 'Another range was asked for while the network is gone.', '', {
      async arrange(stage) {
        const chart = chartOf(stage);
        chart.machineId = await firstMachine(stage);
        await until(() => drawn(stage));
        stage.data.setOffline(true);
        const now = Date.now();
        chart.range = { from: now - 40 * MINUTE_MS, to: now - 10 * MINUTE_MS };
      },
      isReady: seen('.notice'),
    }),
    ofMachine('loading-other-range', 'Another range is on its way: the line that is known is dimmed.', '', {
      async arrange(stage) {
        const chart = chartOf(stage);
        chart.machineId = await firstMachine(stage);
        await until(() => drawn(stage));
        stage.data.setLatency(Number.POSITIVE_INFINITY);
        chart.range = { lastMs: 8 * HOUR_MS };
      },
      isReady: seen('[data-loading]'),
    }),
    {
      name: 'no-permission',
      about: 'A role that may see machines, but not their readings.',
      markup: `<${TAG}></${TAG}>`,
      world: { signedInAs: 'sales@alpenwerk.example' },
      async arrange(stage) {
        chartOf(stage).machineId = await firstMachine(stage);
      },
      isReady: seen('.state[data-kind=no-permission]'),
    },
    ofMachine('over-plan', 'Older than the readings that the plan keeps: hourly values, and why.', '', {
      world: { historyMs: 760 * DAY_MS },
      set: (chart) => {
        const from = Date.now() - 750 * DAY_MS;
        chart.range = { from, to: from + 3 * DAY_MS };
      },
      isReady: (stage) => drawn(stage) && seen('.hourly')(stage),
    }),
    {
      name: 'signed-out',
      about: 'Nobody is signed in.',
      markup: `<${TAG} machine-id="x"></${TAG}>`,
      async prepare({ nexus }) {
        await nexus.session.signOut();
      },
      isReady: seen('.state[data-kind=signed-out]'),
    },
    ofMachine('not-drawn', 'What draws the line did not load.', '', {
      set: (chart) => {
        chart.loadPlot = () => Promise.reject(new Error('The network is gone.'));
      },
      isReady: seen('.plot .state'),
    }),
    ofMachine('narrow', 'On a phone.', 'metrics="vibration temperature"', { width: 358 }),
  ],
};

import type { BufferStatus, Connection, ConnectionState, Nexus } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { ADMIN } from './mount-scene.ts';
import type { ScenePlant, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-connection-status></nexus-connection-status>';
const root = ({ find }: Stage): ShadowRoot | null => find('nexus-connection-status').shadowRoot;
const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    root(stage)?.querySelector(selector);
const state = (name: string): ((stage: Stage) => unknown) => shows(`[data-state=${name}]`);

async function settled(look: () => unknown): Promise<void> {
  while (!look()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Presses the line, and waits until the panel is there. */
async function open(stage: Stage): Promise<void> {
  await settled(() => root(stage)?.querySelector('button.line'));
  root(stage)?.querySelector<HTMLElement>('button.line')?.click();
  await settled(() => root(stage)?.querySelector('.panel'));
}

/** Two readings and an edit, made while the network is gone. */
async function recordOffline({ data, nexus }: ScenePlant): Promise<void> {
  const [first, second] = await nexus.machines.list();
  if (!first || !second) return;
  data.setOffline(true);
  await nexus.telemetry.record({
    machineId: first.id,
    timestamp: new Date().toISOString(),
    temperature: 61.5,
    vibration: 2.1,
  });
  await nexus.telemetry.record({
    machineId: second.id,
    timestamp: new Date().toISOString(),
    temperature: 48,
  });
  await nexus.machines.update(first.id, { name: `${first.name} (hall B)`, gridPositionX: 4 });
}

/** Two readings that the server cannot take. */
async function recordRefused({ nexus }: ScenePlant): Promise<void> {
  const [machine] = await nexus.machines.list();
  const timestamp = new Date().toISOString();
  const machineId = '00000000-0000-4000-8000-000000000000';
  await nexus.telemetry.record({ machineId, timestamp, temperature: 45, rpm: 1_200 });
  if (machine) await nexus.telemetry.record({ machineId: machine.id, timestamp, temperature: 1e9 });
  await settled(() => nexus.buffer.status.value.quarantined === 2);
}

/** The same machine renamed here without network, and elsewhere meanwhile. */
async function makeConflict({ data, nexus }: ScenePlant): Promise<void> {
  const [machine] = await nexus.machines.list();
  if (!machine) return;
  data.setOffline(true);
  await nexus.machines.update(machine.id, { name: 'Mill at the gate', gridPositionX: 7 });
  const other = new SimulatedDataService({ world: data.world, signedInAs: ADMIN });
  await other.updateMachine(machine.id, { name: 'Mill 1, north' });
  data.setOffline(false);
  await settled(() => nexus.buffer.status.value.state === 'idle');
}

/** The instance with another status of the buffer: states that need days, full disks or several tabs. */
function withStatus(nexus: Nexus, change: Partial<BufferStatus>): Nexus {
  const status = { value: { ...nexus.buffer.status.value, ...change }, subscribe: () => () => {} };
  return { ...nexus, buffer: { ...nexus.buffer, status } };
}

const told = (change: Partial<BufferStatus>): ((stage: Stage) => Promise<void>) => {
  return async (stage) => {
    stage.find<HTMLElement & { nexus?: Nexus }>('nexus-connection-status').nexus = withStatus(
      stage.nexus,
      change,
    );
    await open(stage);
  };
};

/** The instance with a live connection that stays in one state. */
const connected = (name: ConnectionState): ((stage: Stage) => void) => {
  const value: Connection = { state: name, since: new Date().toISOString(), lastContactAt: null };
  return ({ nexus, find }) => {
    const connection = { value, subscribe: () => () => {} };
    find<HTMLElement & { nexus?: Nexus }>('nexus-connection-status').nexus = { ...nexus, connection };
  };
};

export const connectionStatusScenes: SceneSet = {
  element: 'connection-status',
  scenes: [
    { name: 'default', about: 'Connected: quiet.', markup, isReady: state('online') },
    {
      name: 'connecting',
      about: 'The first time: no alarm yet.',
      markup,
      arrange: connected('connecting'),
      isReady: state('connecting'),
    },
    {
      name: 'reconnecting',
      about: 'The connection was lost a moment ago.',
      markup,
      arrange: connected('reconnecting'),
      isReady: state('reconnecting'),
    },
    {
      name: 'offline',
      about: 'The network is gone.',
      markup,
      arrange: ({ data }) => data.setOffline(true),
      isReady: state('offline'),
    },
    {
      name: 'buffered',
      about: 'Without network, with readings and an edit that wait.',
      markup,
      prepare: recordOffline,
      isReady: shows('[data-kind=waiting]'),
    },
    {
      name: 'panel-calm',
      about: 'The panel when nothing waits.',
      markup,
      arrange: open,
      isReady: shows('.panel .calm-line'),
    },
    {
      name: 'panel-offline',
      about: 'The panel without network: what waits, and the edit with taking it back.',
      markup,
      prepare: recordOffline,
      arrange: open,
      isReady: shows('.panel .entry'),
    },
    {
      name: 'panel-error',
      about: 'Sending was asked for, and the server cannot be reached.',
      markup,
      prepare: recordOffline,
      arrange: async (stage) => {
        await open(stage);
        root(stage)?.querySelector<HTMLElement>('.send')?.click();
      },
      isReady: shows('.note[data-kind=critical]'),
    },
    {
      name: 'panel-conflict',
      about: 'Somebody else changed the same: mine or theirs.',
      markup,
      prepare: makeConflict,
      arrange: open,
      isReady: shows('.entry[data-state=conflict]'),
    },
    {
      name: 'panel-refused',
      about: 'What the server refused, with the reason.',
      markup,
      prepare: recordRefused,
      arrange: open,
      isReady: shows('.entry[data-code]'),
    },
    {
      name: 'panel-discarding',
      about: 'Discarded a moment ago: it can be called back.',
      markup,
      prepare: recordRefused,
      arrange: async (stage) => {
        await open(stage);
        await settled(() => root(stage)?.querySelector('[data-act=discard]'));
        root(stage)?.querySelector<HTMLElement>('[data-act=discard]')?.click();
      },
      isReady: shows('[data-act=undo-discard]'),
    },
    {
      name: 'panel-sending',
      about: 'A day of readings on its way.',
      markup,
      arrange: told({
        state: 'flushing',
        pendingReadings: 48_120,
        ratePerSecond: 5_210,
        bytes: 3_400_000,
        oldestAt: new Date(Date.now() - 9 * 3_600_000).toISOString(),
        isDurable: true,
      }),
      isReady: shows('.panel .counts'),
    },
    {
      name: 'panel-worst',
      about: 'Full, not kept, dropped, another tab, somebody else’s entries.',
      markup,
      arrange: told({
        state: 'follower',
        pendingReadings: 200_000,
        pendingEdits: 1,
        dropped: 1_204,
        putAway: 12,
        bytes: 14_000_000,
        oldestAt: new Date(Date.now() - 50 * 3_600_000).toISOString(),
        isDurable: false,
        notices: [
          {
            code: 'quota_exceeded',
            message: 'The device has no more room.',
            hint: 'Make room.',
            at: new Date().toISOString(),
          },
        ],
      }),
      isReady: shows('.panel .counts'),
    },
  ],
};

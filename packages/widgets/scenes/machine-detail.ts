import { NexusError } from '@nexus-mfg/sdk';
import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import type { NexusMachineDetail } from '../src/index.ts';
import { ADMIN } from './mount-scene.ts';
import type { Scene, ScenePlant, SceneSet, Stage } from './scene.ts';

const MARKUP = '<nexus-machine-detail></nexus-machine-detail>';

const root = ({ find }: Stage): ShadowRoot | null => find('nexus-machine-detail').shadowRoot;
const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    root(stage)?.querySelector(selector);

async function settled(look: () => unknown): Promise<void> {
  while (!look()) await new Promise((resolve) => requestAnimationFrame(resolve));
}

async function firstId({ nexus }: ScenePlant): Promise<string> {
  const [machine] = await nexus.machines.list();
  return machine?.id ?? '';
}

/** The neighbours look at the first machine. */
async function look(stage: Stage): Promise<void> {
  stage.provider.view.set({ machineId: await firstId(stage) });
  await settled(() => shows('.panel')(stage));
}

async function press(stage: Stage, selector: string): Promise<void> {
  await settled(() => shows(selector)(stage));
  root(stage)?.querySelector<HTMLElement>(selector)?.click();
}

/** Types into a field of the open form. */
async function type(stage: Stage, id: string, text: string): Promise<void> {
  await settled(() => shows(`#${id}`)(stage));
  const field = root(stage)?.querySelector<HTMLInputElement>(`#${id}`);
  if (!field) return;
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
}

/** The server takes no change, whatever else is asked of it meanwhile. */
function refuseChanges({ data }: ScenePlant): void {
  Object.assign(data, {
    updateMachine: () => Promise.reject(new NexusError('permission_denied', 'Could not change the machine.')),
  });
}

/** A machine that was chosen, and what is done with it then. */
function chosen(name: string, about: string, selector: string, rest: Partial<Scene> = {}): Scene {
  return { name, about, markup: MARKUP, arrange: look, isReady: shows(selector), ...rest };
}

export const machineDetailScenes: SceneSet = {
  element: 'machine-detail',
  scenes: [
    chosen('default', 'Everything about one machine.', '.band-usual'),
    {
      name: 'empty',
      about: 'No machine is chosen.',
      markup: MARKUP,
      isReady: shows('[data-kind=empty]'),
    },
    chosen('narrow', 'In a column of 340 px.', '.band-usual', { width: 340 }),
    chosen('sections', 'Only the values and the facts, with more of the page.', '.band-usual', {
      markup: `<nexus-machine-detail sections="metrics facts">
        <button slot="actions" type="button" style="background: Canvas; color: CanvasText">Open order</button><p slot="facts">Next service in 12 days.</p>
      </nexus-machine-detail>`,
    }),
    chosen('loading', 'The machine is on its way.', '.skeleton', {
      arrange({ data, provider }) {
        data.setLatency(Number.POSITIVE_INFINITY);
        provider.view.set({ machineId: 'any' });
      },
    }),
    chosen('error', 'The machine could not be read.', '[data-kind=error]', {
      arrange({ data, provider }) {
        for (let count = 0; count < 8; count += 1) data.failNext('server_error');
        provider.view.set({ machineId: 'any' });
      },
    }),
    chosen('no-machine', 'There is no such machine.', '[data-kind=empty]', {
      arrange: ({ provider }) => provider.view.set({ machineId: 'nobody' }),
    }),
    chosen('offline', 'The network is gone: what was last known.', '[data-freshness=offline]', {
      async arrange(stage) {
        await look(stage);
        stage.data.setOffline(true);
      },
    }),
    chosen('stale', 'The machine has been silent for a while.', '.freshness[data-freshness=stale]', {
      async arrange(stage) {
        const { machines } = stage.nexus;
        const subscribe: typeof machines.subscribe = (listener, options) =>
          machines.subscribe(
            (list) => listener(list.map((one) => ({ ...one, freshness: 'stale' }))),
            options,
          );
        stage.find<NexusMachineDetail>('nexus-machine-detail').nexus = {
          ...stage.nexus,
          machines: { ...machines, subscribe },
        };
        await look(stage);
      },
    }),
    chosen('signed-out', 'Nobody is signed in.', '[data-kind=signed-out]', {
      prepare: ({ data }) => data.signOut(),
      arrange: ({ provider }) => provider.view.set({ machineId: 'any' }),
    }),
    chosen(
      'no-permission',
      'A role that may look, but neither read telemetry nor change machines.',
      '.panel',
      {
        world: { signedInAs: 'sales@alpenwerk.example' },
      },
    ),
    chosen('editing', 'The form.', '.form', {
      async arrange(stage) {
        await look(stage);
        await press(stage, '.edit');
      },
    }),
    chosen('editing-error', 'Mistakes in place of the hints.', '.hint.error', {
      async arrange(stage) {
        await look(stage);
        await press(stage, '.edit');
        await type(stage, 'name', ' ');
        await type(stage, 'row', 'third');
        await press(stage, '[part=save]');
      },
    }),
    chosen('saved', 'What was saved can be taken back.', '.undo', {
      async arrange(stage) {
        await look(stage);
        await press(stage, '.edit');
        await type(stage, 'name', 'Mill at the gate');
        await press(stage, '[part=save]');
      },
    }),
    chosen('refused', 'The server refused the change.', '.failure', {
      async arrange(stage) {
        await look(stage);
        await press(stage, '.edit');
        await type(stage, 'name', 'Mill at the gate');
        refuseChanges(stage);
        await press(stage, '[part=save]');
      },
    }),
    chosen('buffered', 'Saved without network: it waits.', '.undo', {
      async arrange(stage) {
        await look(stage);
        stage.data.setOffline(true);
        await press(stage, '.edit');
        await type(stage, 'name', 'Mill at the gate');
        await press(stage, '[part=save]');
      },
    }),
    chosen('conflict', 'Somebody else changed the same meanwhile.', '.conflict', {
      async prepare({ data, nexus }) {
        const id = await firstId({ data, nexus });
        data.setOffline(true);
        await nexus.machines.update(id, { name: 'Mill at the gate', gridPositionX: 7 });
        const other = new SimulatedDataService({ world: data.world, signedInAs: ADMIN });
        await other.updateMachine(id, { name: 'Mill 1, north' });
        data.setOffline(false);
        await settled(() => nexus.buffer.status.value.state === 'idle');
      },
      async arrange({ nexus, provider }) {
        const [edit] = await nexus.buffer.edits();
        provider.view.set({ machineId: edit?.targetId ?? '' });
      },
    }),
  ],
};

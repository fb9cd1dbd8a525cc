import type { NexusFleetSummary } from '../src/index.ts';
import type { Scene, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-fleet-summary></nexus-fleet-summary>';
const sees =
  (selector: string) =>
  ({ find }: Stage): unknown =>
    find<NexusFleetSummary>('nexus-fleet-summary').shadowRoot?.querySelector(selector);
const isCounted = sees('.figure');
const waitFor = async (stage: Stage, isThere: (stage: Stage) => unknown): Promise<void> => {
  while (!isThere(stage)) await new Promise(requestAnimationFrame);
};
const state = (kind: string, name: string, about: string, more: Partial<Scene>): Scene => ({
  name,
  about,
  markup,
  isReady: sees(`.state[data-kind="${kind}"]`),
  ...more,
});

export const fleetSummaryScenes: SceneSet = {
  element: 'fleet-summary',
  scenes: [
    { name: 'default', about: 'State, worst machines and energy of the fleet.', markup, isReady: isCounted },
    { name: 'card', about: 'As a card of 280 px.', markup, width: 280, isReady: isCounted },
    {
      name: 'two',
      about: 'Two of the sections, in another order.',
      markup: '<nexus-fleet-summary show="worst status"></nexus-fleet-summary>',
      isReady: sees('.machine'),
    },
    {
      name: 'selected',
      about: 'One of the worst machines is chosen.',
      markup,
      arrange: async (stage) => {
        await waitFor(stage, sees('.machine'));
        stage
          .find<NexusFleetSummary>('nexus-fleet-summary')
          .shadowRoot?.querySelector<HTMLElement>('.machine')
          ?.click();
      },
      isReady: (stage) => sees('.machine[aria-pressed="true"]')(stage) && isCounted(stage),
    },
    {
      name: 'counting',
      about: 'Energy is being counted.',
      markup,
      prepare: ({ data }) => data.setLatency(250),
      isReady: sees('progress'),
    },
    {
      name: 'asking',
      about: 'Counting was stopped, or the fleet is large: a person begins it.',
      markup,
      prepare: ({ data }) => data.setLatency(250),
      arrange: async (stage) => {
        await waitFor(stage, sees('progress'));
        stage
          .find<NexusFleetSummary>('nexus-fleet-summary')
          .shadowRoot?.querySelector<HTMLElement>('.counting .button')
          ?.click();
      },
      isReady: sees('[data-phase="asking"]'),
    },
    {
      name: 'how',
      about: 'How energy is counted is open.',
      markup,
      arrange: async (stage) => {
        await waitFor(stage, isCounted);
        stage
          .find<NexusFleetSummary>('nexus-fleet-summary')
          .shadowRoot?.querySelector('details')
          ?.setAttribute('open', '');
      },
      isReady: sees('details[open]'),
    },
    {
      name: 'no-telemetry',
      about: 'The role sees machines and no readings: energy says so, the rest works.',
      markup,
      world: { signedInAs: 'sales@alpenwerk.example' },
      isReady: sees('[data-phase="refused"]'),
    },
    {
      name: 'offline',
      about: 'The connection is gone: what was last known stays.',
      markup,
      arrange: async (stage) => {
        await waitFor(stage, isCounted);
        stage.data.setOffline(true);
      },
      isReady: sees('.notice'),
    },
    state('empty', 'empty', 'The tenant has no machine yet.', { world: { withMachines: false } }),
    {
      name: 'loading',
      about: 'The machines have not come yet.',
      markup,
      world: { latencyMs: Number.POSITIVE_INFINITY },
      isReady: sees('[aria-busy="true"]'),
    },
    state('no-permission', 'no-permission', 'The role may not see machines.', {
      prepare: ({ data }) => data.failNext('permission_denied'),
    }),
    state('over-plan', 'over-plan', 'The plan does not include it.', {
      prepare: ({ data }) => data.failNext('plan_feature'),
    }),
    state('error', 'error', 'The server did not answer as expected.', {
      prepare: ({ data }) => data.failNext('validation_failed'),
    }),
    state('signed-out', 'signed-out', 'Nobody is signed in.', {
      prepare: async ({ nexus }) => nexus.session.signOut(),
    }),
  ],
};

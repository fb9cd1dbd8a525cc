import type { Nexus } from '@nexus-mfg/sdk';
import type { ScenePlant, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-user-menu></nexus-user-menu>';
const root = ({ find }: Stage): ShadowRoot | null => find('nexus-user-menu').shadowRoot;
const shows =
  (selector: string) =>
  (stage: Stage): unknown =>
    root(stage)?.querySelector(selector);

async function settled<T>(look: () => T): Promise<NonNullable<T>> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

async function open(stage: Stage): Promise<void> {
  (await settled(() => root(stage)?.querySelector<HTMLElement>('button.trigger'))).click();
  await settled(() => root(stage)?.querySelector('.panel'));
}

async function askToLeave(stage: Stage): Promise<void> {
  await open(stage);
  root(stage)?.querySelector<HTMLElement>('[data-act=sign-out]')?.click();
}

async function recordOffline({ data, nexus }: ScenePlant): Promise<void> {
  const [machine] = await nexus.machines.list();
  if (!machine) return;
  data.setOffline(true);
  for (let index = 0; index < 12; index += 1)
    await nexus.telemetry.record({
      machineId: machine.id,
      timestamp: new Date(Date.now() + index).toISOString(),
      temperature: 40 + index,
    });
  await nexus.machines.update(machine.id, { name: `${machine.name} B` });
}

/** The plan with more in use than it allows. */
function overPlan(nexus: Nexus): Nexus {
  const usage = async (): ReturnType<Nexus['tenant']['usage']> => ({
    ...(await nexus.tenant.usage()),
    machines: { used: 28, allowed: 25 },
    members: { used: 5, allowed: 5 },
  });
  return { ...nexus, tenant: { ...nexus.tenant, usage } };
}

/** A browser that keeps what waits. */
function keeping(nexus: Nexus): Nexus {
  const value = {
    ...nexus.buffer.status.value,
    state: 'offline',
    pendingReadings: 12,
    isDurable: true,
  } as const;
  return { ...nexus, buffer: { ...nexus.buffer, status: { value, subscribe: () => () => {} } } };
}

export const userMenuScenes: SceneSet = {
  element: 'user-menu',
  scenes: [
    { name: 'default', about: 'Closed, in a header.', markup, isReady: shows('.company') },
    {
      name: 'compact',
      about: 'The initials alone.',
      markup: '<nexus-user-menu compact></nexus-user-menu>',
      isReady: shows('.company'),
    },
    {
      name: 'loading',
      about: 'Signed in, and nothing has been heard of the company yet.',
      markup,
      prepare: ({ data }) => data.setLatency(Number.POSITIVE_INFINITY),
      isReady: shows('.trigger'),
    },
    { name: 'open', about: 'The menu.', markup, arrange: open, isReady: shows('.limit') },
    {
      name: 'open-all',
      about: 'With languages and items of the page.',
      markup: `<nexus-user-menu languages="en de ar ja"><button slot="items">My shifts</button><a slot="items" href="#profile">Profile</a></nexus-user-menu>`,
      arrange: open,
      isReady: shows('.limit'),
    },
    {
      name: 'over-plan',
      about: 'More in use than the plan allows.',
      markup,
      arrange: async (stage) => {
        stage.find<HTMLElement & { nexus?: Nexus }>('nexus-user-menu').nexus = overPlan(stage.nexus);
        await open(stage);
      },
      isReady: shows('[data-state=over]'),
    },
    {
      name: 'error',
      about: 'The use of the plan could not be read.',
      markup,
      arrange: async (stage) => {
        await settled(() => root(stage)?.querySelector('.company'));
        stage.data.failNext('server_error');
        await open(stage);
      },
      isReady: shows('.usage .quiet'),
    },
    {
      name: 'no-permission',
      about: 'In no company.',
      markup,
      world: { signedInAs: 'operator@nexus.example' },
      arrange: open,
      isReady: shows('.who p:nth-of-type(3)'),
    },
    {
      name: 'offline',
      about: 'Signing out without network, with readings and an edit that wait.',
      markup,
      prepare: recordOffline,
      arrange: askToLeave,
      isReady: shows('.ask'),
    },
    {
      name: 'offline-kept',
      about: 'The same where the browser keeps what waits.',
      markup,
      arrange: async (stage) => {
        stage.find<HTMLElement & { nexus?: Nexus }>('nexus-user-menu').nexus = keeping(stage.nexus);
        await askToLeave(stage);
      },
      isReady: shows('.ask'),
    },
    {
      name: 'offline-failed',
      about: 'Sending before the sign-out did not work.',
      markup,
      prepare: recordOffline,
      arrange: async (stage) => {
        await askToLeave(stage);
        (await settled(() => root(stage)?.querySelector<HTMLElement>('[data-act=send]'))).click();
      },
      isReady: shows('.failure'),
    },
    {
      name: 'signed-out',
      about: 'Nobody is signed in.',
      markup: '<nexus-user-menu><a slot="signed-out" href="#sign-in">Sign in</a></nexus-user-menu>',
      prepare: ({ nexus }) => nexus.session.signOut(),
      isReady: shows('slot[name=signed-out]:not([hidden])'),
    },
  ],
};

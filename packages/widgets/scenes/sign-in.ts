import type { Nexus, Session } from '@nexus-mfg/sdk';
import { ADMIN } from './mount-scene.ts';
import type { ScenePlant, SceneSet, Stage } from './scene.ts';

const markup = '<nexus-sign-in no-brand><p>Signed in: this is the page.</p></nexus-sign-in>';
const all = '<nexus-sign-in no-brand methods="password magic-link sso"></nexus-sign-in>';
const signedOut = ({ nexus }: ScenePlant): Promise<void> => nexus.session.signOut();

const shows =
  (selector: string) =>
  ({ find }: Stage): unknown =>
    find('nexus-sign-in').shadowRoot?.querySelector(selector);

async function settled<T>(look: () => T): Promise<NonNullable<T>> {
  for (;;) {
    const found = look();
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

const at = async (stage: Stage, selector: string): Promise<HTMLElement> =>
  settled(() => stage.find('nexus-sign-in').shadowRoot?.querySelector<HTMLElement>(selector));

const press = async (stage: Stage, selector: string): Promise<void> => (await at(stage, selector)).click();

async function type(stage: Stage, name: string, value: string): Promise<void> {
  const input = await at(stage, `[name="${name}"]`);
  if (!(input instanceof HTMLInputElement)) return;
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

async function askForMail(stage: Stage): Promise<void> {
  await type(stage, 'email', ADMIN);
  await press(stage, '[data-method=magic-link]');
}

async function askForReset(stage: Stage): Promise<void> {
  await press(stage, '.forgot');
  await type(stage, 'email', ADMIN);
  await press(stage, '.submit');
  await at(stage, '[name=code]');
}

async function enterCode(stage: Stage): Promise<void> {
  await askForReset(stage);
  await type(stage, 'code', stage.data.mails[0]?.code ?? '');
  await press(stage, '.submit');
  await at(stage, '[name=new-password]');
}

/** An instance where the page signs people in: what it answers is what the real one answers. */
function hostSigned(nexus: Nexus): Nexus {
  const refuse = (): Promise<never> =>
    Promise.reject(Object.assign(new Error('The host page signs people in.'), { code: 'host_session' }));
  return { ...nexus, session: { ...nexus.session, completeSignIn: refuse } };
}

function sessionThat(nexus: Nexus): { nexus: Nexus; set: (session: Session | null) => void } {
  let value: Session | null | undefined = nexus.session.current.value;
  const listeners = new Set<(session: Session | null | undefined) => void>();
  const current = {
    get value() {
      return value;
    },
    subscribe(listener: (session: Session | null | undefined) => void) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    nexus: { ...nexus, session: { ...nexus.session, current } },
    set(session) {
      value = session;
      for (const listener of listeners) listener(session);
    },
  };
}

type SignIn = HTMLElement & { nexus?: Nexus };

export const signInScenes: SceneSet = {
  element: 'sign-in',
  scenes: [
    { name: 'default', about: 'By password.', markup, prepare: signedOut, isReady: shows('form') },
    { name: 'all-ways', about: 'Every way in.', markup: all, prepare: signedOut, isReady: shows('form') },
    {
      name: 'branded',
      about: 'On the page of a company: its logo, name and colours, before anybody has signed in.',
      markup: '<nexus-sign-in tenant="rio-bravo" methods="password sso"></nexus-sign-in>',
      prepare: signedOut,
      isReady: shows('.logo'),
    },
    {
      name: 'without-password',
      about: 'Link and company sign-in only.',
      markup: '<nexus-sign-in no-brand methods="magic-link sso"></nexus-sign-in>',
      prepare: signedOut,
      isReady: shows('form'),
    },
    {
      name: 'missing-fields',
      about: 'Nothing was filled in.',
      markup: all,
      prepare: signedOut,
      arrange: (stage) => press(stage, '.submit'),
      isReady: shows('#email-error'),
    },
    {
      name: 'error',
      about: 'Address and password do not belong together.',
      markup: all,
      prepare: signedOut,
      arrange: async (stage) => {
        await type(stage, 'email', ADMIN);
        await type(stage, 'password', 'not the password');
        await press(stage, '.submit');
      },
      isReady: shows('.error'),
    },
    {
      name: 'loading',
      about: 'The server is being asked.',
      markup: all,
      prepare: signedOut,
      world: { latencyMs: Number.POSITIVE_INFINITY },
      arrange: async (stage) => {
        await type(stage, 'email', ADMIN);
        await type(stage, 'password', 'nexus-demo-2026');
        await press(stage, '.submit');
      },
      isReady: shows('[aria-busy=true]'),
    },
    {
      name: 'offline',
      about: 'No network.',
      markup: all,
      prepare: signedOut,
      arrange: ({ data }) => data.setOffline(true),
      isReady: shows('.note'),
    },
    {
      name: 'mail-sent',
      about: 'A link and a code are on their way.',
      markup: all,
      prepare: signedOut,
      arrange: askForMail,
      isReady: shows('[name=code]'),
    },
    {
      name: 'wrong-code',
      about: 'The code is not good.',
      markup: all,
      prepare: signedOut,
      arrange: async (stage) => {
        await askForMail(stage);
        await type(stage, 'code', '000000');
        await press(stage, '.submit');
      },
      isReady: shows('#code-error'),
    },
    {
      name: 'forgot',
      about: 'Asks where the mail for a new password shall go.',
      markup,
      prepare: signedOut,
      arrange: (stage) => press(stage, '.forgot'),
      isReady: shows('[data-act=back]'),
    },
    {
      name: 'new-password',
      about: 'Signed in by a mail, to set a new password; the rule stands there before.',
      markup,
      prepare: signedOut,
      arrange: enterCode,
      isReady: shows('[name=new-password]'),
    },
    {
      name: 'weak-password',
      about: 'Too short.',
      markup,
      prepare: signedOut,
      arrange: async (stage) => {
        await enterCode(stage);
        await type(stage, 'new-password', 'short');
        await press(stage, '.submit');
      },
      isReady: shows('#new-password-error'),
    },
    {
      name: 'sso-unavailable',
      about: 'The company has no single sign-on.',
      markup: all,
      prepare: signedOut,
      arrange: async (stage) => {
        await type(stage, 'email', 'someone@rio-bravo.example');
        await press(stage, '[data-method=sso]');
      },
      isReady: shows('.error'),
    },
    {
      name: 'expired',
      about: 'The session ended by itself: the address is there.',
      markup: all,
      arrange: (stage) => {
        const { nexus, set } = sessionThat(stage.nexus);
        set({ userId: 'u', email: ADMIN, expiresAt: new Date(Date.now() + 10_000).toISOString() });
        stage.find<SignIn>('nexus-sign-in').nexus = nexus;
        requestAnimationFrame(() => set(null));
      },
      isReady: shows('.note'),
    },
    {
      name: 'host-session',
      about: 'The page signs people in.',
      markup: all,
      prepare: signedOut,
      arrange: (stage) => {
        stage.find<SignIn>('nexus-sign-in').nexus = hostSigned(stage.nexus);
      },
      isReady: shows('[data-act=refresh]'),
    },
    {
      name: 'no-permission',
      about: 'Signed in, but in no company and not invited.',
      markup,
      world: { signedInAs: 'operator@nexus.example' },
      isReady: shows('[data-act=look]'),
    },
    {
      name: 'invited',
      about: 'Signed in, in no company, with an open invitation.',
      markup,
      prepare: async ({ nexus, data }) => {
        await nexus.members.invite({ email: 'operator@nexus.example', role: 'maintenance' });
        await nexus.session.signOut();
        await data.signIn({ email: 'operator@nexus.example', password: 'nexus-demo-2026' });
      },
      isReady: shows('.invitation'),
    },
    {
      name: 'suspended',
      about: 'The company is paused.',
      markup,
      prepare: ({ data }) => data.world.changeTenant('alpenwerk', { status: 'Suspended' }),
      isReady: shows('.note'),
    },
    {
      name: 'signed-in',
      about: 'Somebody is signed in: the page is shown.',
      markup,
      isReady: shows('slot:not([hidden], [name])'),
    },
  ],
};

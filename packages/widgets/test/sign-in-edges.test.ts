import type { Nexus, SessionResource } from '@nexus-mfg/sdk';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusSignIn } from '../src/index.ts';
import { takeAsked } from '../src/sign-in/asked.ts';
import {
  ALPENWERK,
  first,
  mountWith,
  nextFrame,
  type Plant,
  part,
  plant,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

const PASSWORD = 'a longer one than before';

async function form(nexus: Nexus): Promise<NexusSignIn> {
  const host = mountWith(
    nexus,
    '<nexus-sign-in no-brand methods="password magic-link sso"><p id="inside">In</p></nexus-sign-in>',
  );
  const element = first(host, 'nexus-sign-in');
  await part(element, '.title');
  return element;
}

/** The instance of a plant, with some calls of its session answered otherwise. */
function answering({ nexus }: Plant, calls: Partial<SessionResource>): Nexus {
  return { ...nexus, session: { ...nexus.session, ...calls } };
}
const refusal = (code: string, message = 'in English'): Error => Object.assign(new Error(message), { code });
const refuse = (code: string, message?: string) => (): Promise<never> =>
  Promise.reject(refusal(code, message));

async function type(element: NexusSignIn, name: string, value: string): Promise<void> {
  const input = await part<HTMLInputElement>(element, `[name="${name}"]`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

const press = async (element: NexusSignIn, selector: string): Promise<void> =>
  (await part(element, selector)).click();
/** As a person does who has no mouse. */
async function pressByKey(element: NexusSignIn, selector: string): Promise<void> {
  (await part(element, selector)).focus();
  await sendKeys({ press: 'Enter' });
}
const focusedId = (element: NexusSignIn): string | undefined => shadow(element).activeElement?.id;

afterEach(() => {
  takeAsked();
  history.replaceState(null, '', location.href.split('#', 1)[0]);
});

describe('<nexus-sign-in> and another instance', () => {
  it('asks for a sign-in again where the page of the former one did that itself', async () => {
    const element = await form(answering(plant({}), { completeSignIn: refuse('host_session') }));
    await part(element, '[data-act=refresh]');
    element.nexus = plant({}).nexus;
    await part(element, 'form');
  });

  it('begins anew, and is not busy with what the former one was asked', async () => {
    const former = plant({});
    let answer: () => void = () => {};
    const isAsked = new Promise<void>((resolve) => {
      answer = resolve;
    });
    let done: Promise<unknown> = Promise.resolve();
    const signIn: SessionResource['signIn'] = (params) => {
      const signingIn = isAsked.then(() => former.nexus.session.signIn(params));
      done = signingIn;
      return signingIn;
    };
    const element = await form(answering(former, { signIn }));
    let heard = 0;
    element.addEventListener('nexus-sign-in-success', () => {
      heard += 1;
    });
    await type(element, 'email', ALPENWERK);
    await type(element, 'password', 'nexus-demo-2026');
    await press(element, '.submit');
    await until(() => textOf(element).includes('Signing in…'));
    element.nexus = plant({}).nexus;
    await part(element, '.submit:enabled');
    answer();
    await done;
    await nextFrame();
    expect(heard).to.equal(0);
  });

  it('goes on with the same one after it was moved', async () => {
    const element = await form(plant({}).nexus);
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    await part(element, '[name=code]');
    element.parentElement?.append(element);
    await element.updateComplete;
    expect(shadow(element).querySelector('[name=code]')).not.to.equal(null);
  });

  it('counts nothing down once it was taken away', async () => {
    const element = await form(plant({}).nexus);
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    await part(element, '[data-act=resend]');
    const begin = globalThis.setTimeout;
    const waits: unknown[] = [];
    globalThis.setTimeout = ((...args: Parameters<typeof begin>) => {
      waits.push(args[1]);
      return begin(...args);
    }) as typeof begin;
    try {
      element.remove();
      await element.updateComplete;
      expect(waits).not.to.include(1_000);
    } finally {
      globalThis.setTimeout = begin;
    }
  });
});

describe('<nexus-sign-in> and focus', () => {
  it('comes back after a button was switched off while it worked', async () => {
    const signIn = async (): Promise<never> => {
      // As long as it takes a browser to take focus off what is switched off.
      await until(() => document.activeElement === document.body);
      throw refusal('invalid_credentials');
    };
    const element = await form(answering(plant({}), { signIn }));
    await type(element, 'email', ALPENWERK);
    await type(element, 'password', 'wrong');
    await pressByKey(element, '.submit');
    await until(() => textOf(element).includes('do not belong together'));
    await until(() => focusedId(element) === 'email');
  });

  it('goes to the code when another mail was asked for', async () => {
    const element = await form(plant({}).nexus);
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    await part(element, '[name=code]');
    const { now } = Date;
    try {
      Date.now = () => now() + 61_000;
      await pressByKey(element, '[data-act=resend]:enabled');
      await until(() => textOf(element).includes('sent again'));
      await until(() => focusedId(element) === 'code');
    } finally {
      Date.now = now;
    }
  });

  it('goes into the form after "use another account"', async () => {
    const element = await form(plant({ signedInAs: 'operator@nexus.example' }).nexus);
    await pressByKey(element, '[data-act=sign-out]');
    await until(() => focusedId(element) === 'email');
  });
});

describe('<nexus-sign-in> and what goes wrong', () => {
  it('finds a way back from an identity provider that was not reached', async () => {
    const signInWithSso = async (): Promise<string> => `${location.href.split('#', 1)[0]}#idp`;
    const element = await form(answering(plant({}), { signInWithSso }));
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=sso]');
    await until(() => textOf(element).includes('Going to your company'));
    dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
    await press(element, '[data-method=sso]');
    await press(element, '[data-act=back]');
    await part(element, '[name=password]');
  });

  it('does not say that nobody has invited when that could not be read', async () => {
    const source = plant({ signedInAs: 'operator@nexus.example' });
    const element = await form(answering(source, { invitations: refuse('network_unreachable') }));
    await until(() => textOf(element).includes('cannot be reached'));
    expect(textOf(element)).not.to.contain('Nobody has invited');
    await part(element, '[data-act=look]');
  });

  it('tells who is signed in already that a link is not good any more', async () => {
    history.replaceState(null, '', '#nexus_simulated=used');
    const element = await form(plant().nexus);
    await press(element, '.submit');
    await until(() => textOf(element).includes('not good any more'));
    expect(shadow(element).querySelector('.submit')).to.equal(null);
    await press(element, '[data-act=not-now]');
    await until(() => element.querySelector('#inside')?.checkVisibility());
  });

  it('repeats nothing that a sender wrote into the address', async () => {
    history.replaceState(null, '', '#error=x&error_code=y&error_description=Call+1234');
    const completeSignIn = refuse('unheard_of', 'Could not sign in: Call 1234');
    const element = await form(answering(plant({}), { completeSignIn }));
    await press(element, '.submit');
    await until(() => textOf(element).includes('The sign-in failed.'));
    expect(textOf(element)).not.to.contain('1234');
  });

  it('says in its own words that the session ended while a password was set', async () => {
    const source = plant({});
    const element = await form(answering(source, { setPassword: refuse('session_expired') }));
    await press(element, '.forgot');
    await type(element, 'email', ALPENWERK);
    await press(element, '.submit');
    await type(element, 'code', (await until(() => source.data.mails[0])).code);
    await press(element, '.submit');
    await type(element, 'new-password', PASSWORD);
    await press(element, '.submit');
    await until(() => textOf(element).includes('Your session has ended'));
  });

  it('takes what a password manager filled in without saying so', async () => {
    const source = plant({});
    const element = await form(source.nexus);
    (await part<HTMLInputElement>(element, '[name=email]')).value = ALPENWERK;
    await press(element, '.forgot');
    await until(() => textOf(element).includes('You get a mail'));
    expect((await part<HTMLInputElement>(element, '[name=email]')).value).to.equal(ALPENWERK);
    await press(element, '[data-act=back]');
    await press(element, '[data-method=magic-link]');
    expect((await until(() => source.data.mails[0])).to).to.equal(ALPENWERK);
  });

  it('shows no form between joining and the page', async () => {
    const source = plant();
    const email = 'new@alpenwerk.example';
    source.data.world.addAccount({ email, password: PASSWORD });
    await source.nexus.members.invite({ email, role: 'maintenance' });
    await source.nexus.session.signOut();
    await source.nexus.session.signIn({ email, password: PASSWORD });
    const element = await form(source.nexus);
    let forms = 0;
    const watch = new MutationObserver(() => {
      if (shadow(element).querySelector('form')) forms += 1;
    });
    watch.observe(shadow(element), { childList: true, subtree: true });
    await press(element, '.invitation .button');
    await until(() => element.querySelector('#inside')?.checkVisibility());
    watch.disconnect();
    expect(forms).to.equal(0);
  });
});

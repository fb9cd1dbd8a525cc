import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusSignIn } from '../src/index.ts';
import { takeAsked } from '../src/sign-in/asked.ts';
import { expectAccessible } from './support/accessible.ts';
import {
  ALPENWERK,
  first,
  mountWith,
  type Plant,
  part,
  plant,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

const PASSWORD = 'a longer one than before';

async function form(
  source: Pick<Plant, 'nexus'>,
  attributes = 'methods="password magic-link sso"',
  inside = '<p id="inside">Welcome</p>',
): Promise<NexusSignIn> {
  const host = mountWith(source.nexus, `<nexus-sign-in no-brand ${attributes}>${inside}</nexus-sign-in>`);
  const element = first(host, 'nexus-sign-in');
  await part(element, '.title');
  return element;
}

async function type(element: NexusSignIn, name: string, value: string): Promise<void> {
  const input = await part<HTMLInputElement>(element, `[name="${name}"]`);
  input.value = value;
  input.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
}

const press = async (element: NexusSignIn, selector: string): Promise<void> => {
  const button = await part<HTMLButtonElement>(element, selector);
  await until(() => !button.disabled);
  button.click();
};
const mailOf = ({ data }: Plant): Promise<{ code: string; link: string }> => until(() => data.mails[0]);

describe('<nexus-sign-in>, other ways in', () => {
  afterEach(() => {
    takeAsked();
    history.replaceState(null, '', location.href.split('#', 1)[0]);
  });

  it('offers only the ways that the page names', async () => {
    const element = await form(plant({}), 'methods="magic-link"');
    expect(shadow(element).querySelector('[name=password]')).to.equal(null);
    expect((await part(element, '.submit')).textContent).to.contain('Send me a sign-in link');
    element.methods = 'password';
    await part(element, '[name=password]');
    expect(shadow(element).querySelector('[data-method]')).to.equal(null);
  });

  it('sends a mail, and signs in with its code', async () => {
    const source = plant({});
    const element = await form(source);
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    const code = await part<HTMLInputElement>(element, '[name=code]');
    // Firefox does not know the word, and tells only the attribute.
    expect(code.getAttribute('autocomplete')).to.equal('one-time-code');
    expect(code.inputMode).to.equal('numeric');
    await until(() => shadow(element).activeElement === code);
    expect(textOf(element)).to.contain(ALPENWERK);
    await expectAccessible(element);
    await type(element, 'code', (await mailOf(source)).code);
    await press(element, '.submit');
    await until(() => element.querySelector('#inside')?.checkVisibility());
  });

  it('asks for the address where another way needs it, and puts focus there', async () => {
    const element = await form(plant({}));
    await press(element, '[data-method=sso]');
    await part(element, '#email-error');
    await until(() => shadow(element).activeElement?.id === 'email');
  });

  it('says at the code that it is wrong, and goes back with the address kept', async () => {
    const source = plant({});
    const element = await form(source);
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    const { code } = await mailOf(source);
    await type(element, 'code', code === '111111' ? '222222' : '111111');
    await press(element, '.submit');
    await until(() => textOf(element).includes('is wrong, was used already'));
    await until(() => shadow(element).activeElement?.id === 'code');
    await press(element, '[data-act=back]');
    expect((await part<HTMLInputElement>(element, '[name=email]')).value).to.equal(ALPENWERK);
  });

  it('counts down until another mail may be asked for', async () => {
    const element = await form(plant({}));
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    const again = await part<HTMLButtonElement>(element, '[data-act=resend]');
    expect(again.disabled).to.equal(true);
    const seconds = (): number => Number(/\d+/.exec(again.textContent ?? '')?.[0]);
    const before = seconds();
    expect(before).to.be.within(55, 60);
    await until(() => seconds() < before);
  });

  it('waits as long as the server says', async () => {
    const source = plant({});
    const element = await form(source);
    source.data.failNext('rate_limited');
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=magic-link]');
    await until(() => textOf(element).includes('Wait 60 seconds'));
  });

  it('goes to the identity provider, unless the page does that itself', async () => {
    const source = plant({});
    source.data.world.setSso('alpenwerk', { domain: 'alpenwerk.example', email: ALPENWERK });
    const element = await form(source);
    const heard = new Promise<string>((resolve) => {
      element.addEventListener('nexus-sso-start', (event) => {
        event.preventDefault();
        resolve(`${event.domain} ${event.url}`);
      });
    });
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=sso]');
    expect(await heard).to.match(/^alpenwerk\.example http/);
    await until(() => shadow(element).querySelector('[aria-busy=false]'));
  });

  it('says where there is no company sign-in', async () => {
    const element = await form(plant({}));
    await type(element, 'email', 'somebody@rio-bravo.example');
    await press(element, '[data-method=sso]');
    await until(() => textOf(element).includes('no company sign-in for rio-bravo.example'));
  });

  it('sets a new password after a mail, with the rule told before', async () => {
    const source = plant({});
    const element = await form(source, '');
    await press(element, '.forgot');
    await type(element, 'email', ALPENWERK);
    await press(element, '.submit');
    await type(element, 'code', (await mailOf(source)).code);
    await press(element, '.submit');
    const field = await part<HTMLInputElement>(element, '[name=new-password]');
    expect(field.autocomplete).to.equal('new-password');
    expect(textOf(element)).to.contain('At least 12 characters');
    expect(element.querySelector('#inside')?.checkVisibility()).to.equal(false);
    await expectAccessible(element);
    await type(element, 'new-password', 'short');
    await press(element, '.submit');
    await until(() => textOf(element).includes('A password has at least 12 characters.'));
    await type(element, 'new-password', PASSWORD);
    await press(element, '.submit');
    await until(() => element.querySelector('#inside')?.checkVisibility());
    await source.nexus.session.signOut();
    await source.nexus.session.signIn({ email: ALPENWERK, password: PASSWORD });
  });

  it('completes at once what this browser asked for, and clears the address bar', async () => {
    const source = plant({});
    const asking = await form(source);
    await type(asking, 'email', ALPENWERK);
    await press(asking, '[data-method=magic-link]');
    const { link } = await mailOf(source);
    asking.remove();
    history.replaceState(null, '', link);
    const host = mountWith(source.nexus, '<nexus-sign-in no-brand><p id="inside">In</p></nexus-sign-in>');
    const element = first(host, 'nexus-sign-in');

    await until(
      () => source.nexus.session.current.value && element.querySelector('#inside')?.checkVisibility(),
    );
    expect(location.href).not.to.contain('nexus_simulated');
    expect(source.nexus.session.current.value?.email).to.equal(ALPENWERK);
  });

  it('asks before it follows a link that nobody asked for here', async () => {
    const source = plant({});
    await source.nexus.session.sendMagicLink({ email: ALPENWERK, redirectTo: location.href });
    history.replaceState(null, '', (await mailOf(source)).link);
    const element = await form(source);
    await until(() => textOf(element).includes('Finish signing in'));
    expect(location.href).not.to.contain('nexus_simulated');
    expect(source.nexus.session.current.value).to.equal(null);
    await expectAccessible(element);
    await press(element, '.submit');
    await until(() => element.querySelector('#inside')?.checkVisibility());
  });

  it('says that a link is not good any more', async () => {
    const source = plant({});
    history.replaceState(null, '', '#nexus_simulated=used');
    const element = await form(source);
    await press(element, '.submit');
    await until(() => textOf(element).includes('not good any more'));
    await part(element, '[name=email]');
  });

  it('leaves the address alone where the page asked for that', async () => {
    history.replaceState(null, '', '#nexus_simulated=mine');
    const element = await form(plant({}), 'no-complete');
    await part(element, '[name=email]');
    expect(location.hash).to.equal('#nexus_simulated=mine');
  });

  it('shows open invitations to who is in no company, and joins', async () => {
    const source = plant();
    const email = 'new@alpenwerk.example';
    source.data.world.addAccount({ email, password: PASSWORD });
    await source.nexus.members.invite({ email, role: 'maintenance' });
    await source.nexus.session.signOut();
    const element = await form(source, '');
    await type(element, 'email', email);
    await type(element, 'password', PASSWORD);
    await press(element, '.submit');
    await part(element, '.invitation');
    expect(textOf(element)).to.contain('Alpenwerk Präzision').and.to.contain('As Maintenance');
    await press(element, '.invitation .button');
    await until(() => element.querySelector('#inside')?.checkVisibility());
    expect((await source.nexus.tenant.current()).role).to.equal('maintenance');
  });

  it('tells who is in no company whom to ask, and lets them sign out', async () => {
    const source = plant({ signedInAs: 'operator@nexus.example' });
    const element = await form(source, '');
    await until(() => textOf(element).includes('Nobody has invited operator@nexus.example'));
    await press(element, '[data-act=sign-out]');
    await part(element, 'form');
  });

  it('tells that the company is suspended, and shows the page again when it is not', async () => {
    const source = plant();
    source.data.world.changeTenant('alpenwerk', { status: 'Suspended' });
    const element = await form(source, '');
    await until(() => textOf(element).includes('Company suspended'));
    source.data.world.changeTenant('alpenwerk', { status: 'Active' });
    await press(element, '[data-act=look]');
    await until(() => element.querySelector('#inside')?.checkVisibility());
  });

  it('says at once that the page signs people in where it does, and looks again when asked', async () => {
    const { nexus } = plant({});
    const completeSignIn = (): Promise<never> =>
      Promise.reject(Object.assign(new Error(), { code: 'host_session' }));
    let looks = 0;
    const refresh = async (): Promise<null> => {
      looks += 1;
      return null;
    };
    const element = await form({
      nexus: { ...nexus, session: { ...nexus.session, completeSignIn, refresh } },
    });
    await press(element, '[data-act=refresh]');
    await until(() => looks === 1);
    expect(shadow(element).querySelector('form')).to.equal(null);
  });

  it('says that the page signs people in when only the sign-in tells', async () => {
    const { nexus } = plant({});
    const signIn = (): Promise<never> => Promise.reject(Object.assign(new Error(), { code: 'host_session' }));
    const element = await form({ nexus: { ...nexus, session: { ...nexus.session, signIn } } });
    await type(element, 'email', ALPENWERK);
    await type(element, 'password', PASSWORD);
    await press(element, '.submit');
    await until(() => textOf(element).includes('This page signs you in itself'));
    expect(shadow(element).querySelector('form')).to.equal(null);
  });

  it('wears the brand of the page’s company, and only itself', async () => {
    const source = plant({});
    const host = mountWith(
      source.nexus,
      '<nexus-sign-in tenant="rio-bravo"><p id="inside">In</p></nexus-sign-in>',
    );
    const element = first(host, 'nexus-sign-in');
    await until(() => textOf(element).includes('Sign in to Rio Bravo Metals'));
    const base = await part(element, '.base');
    const brand = getComputedStyle(base).getPropertyValue('--nexus-color-brand');
    expect(brand).not.to.equal('');
    expect(getComputedStyle(element).getPropertyValue('--nexus-color-brand')).not.to.equal(brand);
    expect((await part<HTMLImageElement>(element, '.logo')).src).to.match(/^data:image/);
  });

  it('stays neutral, and works, where the brand cannot be asked for', async () => {
    const source = plant({});
    source.data.failNext('server_error');
    const host = mountWith(source.nexus, '<nexus-sign-in tenant="rio-bravo"></nexus-sign-in>');
    const element = first(host, 'nexus-sign-in');
    await part(element, 'form');
    await source.nexus.branding.forHost('rio-bravo');
    expect(textOf(element)).not.to.contain('Rio Bravo');
    expect(shadow(element).querySelector('.error')).to.equal(null);
  });

  it('says that there is no network, and no longer once it is back', async () => {
    const source = plant({});
    const element = await form(source);
    source.data.setOffline(true);
    await until(() => textOf(element).includes('No network.'));
    source.data.setOffline(false);
    await until(() => !textOf(element).includes('No network.'));
  });

  it('does not get smaller from step to step', async () => {
    const element = await form(plant({}));
    const height = (): number => shadow(element).querySelector<HTMLElement>('.step')?.offsetHeight ?? 0;
    const before = height();
    await press(element, '.forgot');
    await until(() => textOf(element).includes('New password'));
    expect(height()).to.be.at.least(before);
  });

  it('is worked by keyboard alone', async () => {
    const element = await form(plant({}), '');
    (await part<HTMLInputElement>(element, '[name=email]')).focus();
    await sendKeys({ type: ALPENWERK });
    await sendKeys({ press: 'Tab' });
    await sendKeys({ type: 'nexus-demo-2026' });
    await sendKeys({ press: 'Enter' });
    await until(() => element.querySelector('#inside')?.checkVisibility());
  });
});

describe('<nexus-sign-in>, its edges', () => {
  it('shows what the page puts above and below the form', async () => {
    const element = await form(plant({}), '', '<b slot="header">Above</b><i slot="footer">Below</i>');
    const { top } = (await part(element, 'form')).getBoundingClientRect();
    const at = (selector: string): number =>
      element.querySelector(selector)?.getBoundingClientRect().top ?? 0;
    expect(at('b')).to.be.lessThan(top).and.greaterThan(0);
    expect(at('i')).to.be.greaterThan(top);
  });

  it('fills in the address of a session that ended by itself, and of no other', async () => {
    const { nexus } = plant();
    const { current } = nexus.session;
    const ending = { userId: 'u', email: ALPENWERK, expiresAt: new Date(Date.now() + 10_000).toISOString() };
    let listener: (session: typeof ending | null) => void = () => {};
    const session = {
      ...nexus.session,
      current: {
        value: ending,
        subscribe: (one: typeof listener) => {
          listener = one;
          return () => {};
        },
      },
    };
    const host = mountWith({ ...nexus, session }, '<nexus-sign-in no-brand></nexus-sign-in>');
    const element = first(host, 'nexus-sign-in');
    await until(() => shadow(element).querySelector('slot'));
    listener(null);
    await until(() => textOf(element).includes('Your session has ended'));
    expect((await part<HTMLInputElement>(element, '[name=email]')).value).to.equal(ALPENWERK);
    element.nexus = nexus;
    await until(() => shadow(element).querySelector('form') === null && current.value);
    await nexus.session.signOut();
    expect((await part<HTMLInputElement>(element, '[name=email]')).value).to.equal('');
    expect(textOf(element)).not.to.contain('has ended');
  });

  it('never opens an address that is no page', async () => {
    const { nexus } = plant({});
    const signInWithSso = async (): Promise<string> => 'javascript:document.title="run"';
    const element = await form({ nexus: { ...nexus, session: { ...nexus.session, signInWithSso } } });
    await type(element, 'email', ALPENWERK);
    await press(element, '[data-method=sso]');
    await until(() => textOf(element).includes('The sign-in failed.'));
    expect(document.title).not.to.equal('run');
  });
});

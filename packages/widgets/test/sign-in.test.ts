import { expect } from 'chai';
import type { NexusSignIn } from '../src/index.ts';
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

async function form(source: Plant = plant({})): Promise<NexusSignIn> {
  const host = mountWith(source.nexus, '<nexus-sign-in><p id="inside">Welcome</p></nexus-sign-in>');
  const element = first(host, 'nexus-sign-in');
  await part(element, 'form');
  return element;
}

const input = (element: NexusSignIn, name: string): HTMLInputElement =>
  shadow(element).querySelector<HTMLInputElement>(`[name="${name}"]`) as HTMLInputElement;

function submit(element: NexusSignIn, email: string, password: string): void {
  input(element, 'email').value = email;
  input(element, 'password').value = password;
  shadow(element).querySelector('form')?.requestSubmit();
}

describe('<nexus-sign-in>', () => {
  it('is accessible', async () => {
    await expectAccessible(await form());
  });

  it('speaks to password managers', async () => {
    const element = await form();
    expect(input(element, 'email').autocomplete).to.equal('username');
    expect(input(element, 'email').type).to.equal('email');
    expect(input(element, 'password').autocomplete).to.equal('current-password');
    expect(input(element, 'password').type).to.equal('password');
  });

  it('says at each field what is missing, and puts focus there', async () => {
    const element = await form();
    submit(element, '', '');
    await until(() => textOf(element).includes('Enter your e-mail address.'));
    expect(textOf(element)).to.contain('Enter your password.');
    await until(() => shadow(element).activeElement === input(element, 'email'));
    expect(input(element, 'email').getAttribute('aria-describedby')).to.equal('email-error');
    await expectAccessible(element);
  });

  it('says that both do not belong together, not which is wrong, and keeps what was typed', async () => {
    const element = await form();
    submit(element, ALPENWERK, 'wrong');
    await until(() => textOf(element).includes('do not belong together'));
    expect(input(element, 'email').value).to.equal(ALPENWERK);
    await expectAccessible(element);
  });

  it('tells when the server cannot be reached', async () => {
    const source = plant({});
    source.data.setOffline(true);
    const element = await form(source);
    submit(element, ALPENWERK, 'nexus-demo-2026');
    await until(() => textOf(element).includes('cannot be reached'));
  });

  it('is busy while it asks, and asks once', async () => {
    const source = plant({ latencyMs: Number.POSITIVE_INFINITY });
    const element = await form(source);
    submit(element, ALPENWERK, 'nexus-demo-2026');
    await until(() => textOf(element).includes('Signing in…'));
    expect(shadow(element).querySelector<HTMLButtonElement>('[type="submit"]')?.disabled).to.equal(true);
    await expectAccessible(element);
  });

  it('tells that somebody signed in, and shows its slot from then on', async () => {
    const source = plant({});
    const element = await form(source);
    const heard = new Promise<string>((resolve) => {
      document.addEventListener('nexus-sign-in-success', (event) => resolve(event.email), { once: true });
    });
    submit(element, ` ${ALPENWERK} `, 'nexus-demo-2026');
    expect(await heard).to.equal(ALPENWERK);
    await until(() => shadow(element).querySelector('form') === null);
    expect(element.querySelector('#inside')?.checkVisibility()).to.equal(true);
    await source.nexus.session.signOut();
    await part(element, 'form');
    expect(element.querySelector('#inside')?.checkVisibility()).to.equal(false);
    expect(input(element, 'password').value).to.equal('');
  });

  it('shows and hides the password when asked', async () => {
    const element = await form();
    const reveal = await part(element, '.reveal');
    reveal.click();
    await element.updateComplete;
    expect(input(element, 'password').type).to.equal('text');
    expect(reveal.getAttribute('aria-pressed')).to.equal('true');
  });

  it('has targets of at least 24 px, and text of 16 px that phones do not zoom', async () => {
    const element = await form();
    for (const target of shadow(element).querySelectorAll('button, input'))
      expect(target.getBoundingClientRect().height).to.be.at.least(24);
    expect(Number.parseFloat(getComputedStyle(input(element, 'email')).fontSize)).to.be.at.least(16);
  });
});

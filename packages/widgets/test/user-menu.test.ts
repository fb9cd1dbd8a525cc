import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusUserMenu } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import { first, mountWith, type Plant, part, plant, shadow, textOf, until } from './support/fixture.ts';

interface Mounted extends Plant {
  host: HTMLElement;
  element: NexusUserMenu;
}

async function menu(attributes = '', inside = '', source: Plant = plant()): Promise<Mounted> {
  const host = mountWith(source.nexus, `<nexus-user-menu ${attributes}>${inside}</nexus-user-menu>`);
  const element = first(host, 'nexus-user-menu');
  await part(element, '.company');
  return { ...source, host, element };
}

async function open(attributes = '', inside = '', source: Plant = plant()): Promise<Mounted> {
  const mounted = await menu(attributes, inside, source);
  (await part(mounted.element, '.trigger')).click();
  await part(mounted.element, '.panel');
  await until(() => shadow(mounted.element).activeElement);
  return mounted;
}

const press = async (element: NexusUserMenu, selector: string): Promise<void> =>
  (await part(element, selector)).click();
const focused = (element: NexusUserMenu): string =>
  (shadow(element).activeElement?.textContent ?? document.activeElement?.textContent ?? '').trim();

/** Readings that wait, because the network is gone. */
async function recordOffline({ data, nexus }: Plant, count: number): Promise<void> {
  const [machine] = await nexus.machines.list();
  data.setOffline(true);
  for (let index = 0; index < count; index += 1)
    await nexus.telemetry.record({
      machineId: machine?.id ?? '',
      timestamp: new Date(Date.now() + index).toISOString(),
      temperature: 40,
    });
}

describe('<nexus-user-menu>', () => {
  it('is accessible, closed and open', async () => {
    const { element } = await menu();
    await expectAccessible(element);
    await press(element, '.trigger');
    await part(element, '.limit');
    await expectAccessible(element);
  });

  it('tells who is signed in, as what, to which company', async () => {
    const { element } = await open();
    const text = (await part(element, '.who')).textContent ?? '';
    for (const told of ['Anna Gruber', 'admin@alpenwerk.example', 'Administrator', 'Alpenwerk Präzision'])
      expect(text).to.contain(told);
    expect((await part(element, '.avatar')).textContent).to.equal('AG');
    expect((await part(element, '.trigger')).textContent)
      .to.contain('Account')
      .and.to.contain('Anna Gruber');
  });

  it('tells what the plan has left, and what is over it', async () => {
    const source = plant();
    const { element, data } = await menu('', '', source);
    data.world.changeTenant('alpenwerk', { planTier: 'Basic' });
    await press(element, '.trigger');
    const machines = await part(element, '[data-limit=machines]');
    expect(machines.dataset.state).to.equal('over');
    expect(machines.textContent)
      .to.match(/28\s*of 25/)
      .and.to.contain('nothing can be added');
    expect((await part(element, '[data-limit=members]')).dataset.state).to.equal('room');
  });

  it('says that the use of the plan could not be read, and works on', async () => {
    const { element, data } = await menu();
    data.failNext('server_error');
    await press(element, '.trigger');
    await until(() => textOf(element).includes('could not be read'));
    await part(element, '[data-act=sign-out]');
  });

  it('shows what the page says to who is not signed in', async () => {
    const host = mountWith(
      plant({}).nexus,
      '<nexus-user-menu><a slot="signed-out" href="#in">In</a></nexus-user-menu>',
    );
    const element = first(host, 'nexus-user-menu');
    await until(() => host.querySelector('a')?.checkVisibility());
    expect(shadow(element).querySelector('.trigger')).to.equal(null);
  });

  it('sets theme and density on the provider around it, also out of a shadow root', async () => {
    const source = plant();
    const host = mountWith(source.nexus, '<div id="inner"></div>');
    const inner = host.querySelector('#inner')?.attachShadow({ mode: 'open' });
    if (!inner) throw new Error('There is no inner root.');
    inner.innerHTML = '<nexus-user-menu></nexus-user-menu>';
    const element = inner.querySelector('nexus-user-menu');
    if (!element) throw new Error('There is no menu.');
    await part(element, '.company');
    await press(element, '.trigger');
    await press(element, '[data-option=dark]');
    await press(element, '[data-option=compact]');
    const provider = first(host, 'nexus-provider');
    expect([provider.theme, provider.density]).to.deep.equal(['dark', 'compact']);
    await until(() => shadow(element).querySelector('[data-option=dark][aria-checked=true]'));
  });

  it('leaves the theme alone when the page cancels', async () => {
    const { element, host } = await open();
    let heard = '';
    host.addEventListener('nexus-theme-change', (event) => {
      event.preventDefault();
      heard = `${event.theme} ${event.density}`;
    });
    await press(element, '[data-option=dark]');
    expect(heard).to.equal('dark comfortable');
    expect(first(host, 'nexus-provider').theme).to.equal('auto');
  });

  it('offers languages only where the page names some, in their own words', async () => {
    const { element, host } = await open('languages="en de"');
    expect((await part(element, '[data-option=de]')).textContent).to.contain('Deutsch');
    await press(element, '[data-option=de]');
    expect(first(host, 'nexus-provider').locale).to.equal('de');
    element.languages = '';
    await until(() => shadow(element).querySelector('[data-option=de]') === null);
  });

  it('is a menu to the keyboard: arrows, letters, Home, End, Escape', async () => {
    const { element } = await menu('', '<button slot="items">My shifts</button>');
    (await part(element, '.trigger')).focus();
    await sendKeys({ press: 'ArrowDown' });
    await until(() => focused(element) === 'Auto');
    await sendKeys({ press: 'ArrowDown' });
    expect(focused(element)).to.equal('Light');
    await sendKeys({ press: 'End' });
    expect(focused(element)).to.equal('Sign out');
    await sendKeys({ press: 'ArrowUp' });
    expect(document.activeElement?.textContent).to.equal('My shifts');
    expect(document.activeElement?.getAttribute('role')).to.equal('menuitem');
    await sendKeys({ press: 'w' });
    expect(focused(element)).to.equal('Wall');
    await sendKeys({ press: 'Home' });
    expect(focused(element)).to.equal('Auto');
    await sendKeys({ press: 'ArrowUp' });
    expect(focused(element)).to.equal('Sign out');
    await sendKeys({ press: 'Escape' });
    await until(() => shadow(element).querySelector('.panel') === null);
    expect(shadow(element).activeElement?.classList.contains('trigger')).to.equal(true);
  });

  it('closes when the person presses elsewhere, or goes on by Tab', async () => {
    const { element } = await open();
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await until(() => shadow(element).querySelector('.panel') === null);
    await press(element, '.trigger');
    await until(() => focused(element) === 'Auto');
    await sendKeys({ press: 'Tab' });
    await until(() => shadow(element).querySelector('.panel') === null);
  });

  it('signs out at once when nothing waits', async () => {
    const { element, nexus } = await open();
    let pending = -1;
    element.addEventListener('nexus-sign-out', (event) => {
      pending = event.pending;
    });
    await press(element, '[data-act=sign-out]');
    await until(() => nexus.session.current.value === null);
    expect(pending).to.equal(0);
    await until(() => textOf(element).includes('Signed out'));
  });

  it('leaves the sign-out to a page that cancels', async () => {
    const { element, nexus } = await open();
    element.addEventListener('nexus-sign-out', (event) => event.preventDefault());
    await press(element, '[data-act=sign-out]');
    await until(() => shadow(element).querySelector('.panel') === null);
    expect(nexus.session.current.value).not.to.equal(null);
  });

  it('asks before it leaves something unsent behind, and can be called off', async () => {
    const source = plant();
    const { element, nexus, data } = await menu('', '', source);
    await recordOffline(source, 12);
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    const ask = await part(element, '[role=alertdialog]');
    expect(ask.textContent)
      .to.contain('12 readings are not sent yet.')
      .and.to.contain('This browser keeps nothing');
    await until(() => shadow(element).activeElement === ask);
    await expectAccessible(element);
    await press(element, '[data-act=send]');
    await until(() => textOf(element).includes('The server cannot be reached'));
    await press(element, '[data-act=cancel]');
    await until(() => focused(element) === 'Sign out');
    expect(nexus.session.current.value).not.to.equal(null);
    data.setOffline(false);
    await nexus.buffer.flush();
  });

  it('sends what waits and then signs out', async () => {
    const source = plant();
    const { element, nexus, data } = await menu('', '', source);
    await recordOffline(source, 3);
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    await part(element, '.ask');
    data.setOffline(false);
    await press(element, '[data-act=send]');
    await until(() => nexus.session.current.value === null);
    expect(nexus.buffer.status.value.putAway).to.equal(0);
  });

  it('signs out anyway when told to, with what waits put away', async () => {
    const source = plant();
    const { element, nexus } = await menu('', '', source);
    await recordOffline(source, 2);
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    await press(element, '[data-act=anyway]');
    await until(() => nexus.session.current.value === null);
    await until(() => nexus.buffer.status.value.putAway === 2);
  });
});

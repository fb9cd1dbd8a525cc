import type { Nexus } from '@nexus-mfg/sdk';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusUserMenu } from '../src/index.ts';
import {
  first,
  mountWith,
  nextFrame,
  type Plant,
  part,
  plant,
  RIO_BRAVO,
  shadow,
  textOf,
  until,
} from './support/fixture.ts';

const away: Plant[] = [];

async function menu(nexus: Nexus): Promise<NexusUserMenu> {
  const element = first(mountWith(nexus, '<nexus-user-menu></nexus-user-menu>'), 'nexus-user-menu');
  await part(element, '.company');
  return element;
}

const press = async (element: NexusUserMenu, selector: string): Promise<void> =>
  (await part(element, selector)).click();

/** A reading that waits, because the network is gone. */
async function recordOffline(source: Plant): Promise<void> {
  const { data, nexus } = source;
  const [machine] = await nexus.machines.list();
  away.push(source);
  data.setOffline(true);
  const timestamp = new Date().toISOString();
  await nexus.telemetry.record({ machineId: machine?.id ?? '', timestamp, temperature: 40 });
}

/** The instance of a plant; sending ends when `end` is called. */
function slowlySending({ nexus }: Plant): { nexus: Nexus; end: () => void } {
  let end: () => void = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const buffer = { ...nexus.buffer, status: nexus.buffer.status, flush: () => ended };
  return { nexus: { ...nexus, buffer }, end };
}

describe('<nexus-user-menu>, its edges', () => {
  afterEach(async () => {
    for (const { data, nexus } of away.splice(0)) {
      data.setOffline(false);
      await nexus.buffer.flush();
    }
  });

  it('keeps the question, and the menu after it, above everything else', async () => {
    const source = plant();
    const element = await menu(source.nexus);
    await recordOffline(source);
    await press(element, '.trigger');
    await part(element, '.panel:popover-open');
    await press(element, '[data-act=sign-out]');
    await part(element, '.ask');
    expect(shadow(element).querySelector('.panel:popover-open')).not.to.equal(null);
    await press(element, '[data-act=cancel]');
    await part(element, '.menu');
    expect(shadow(element).querySelector('.panel:popover-open')).not.to.equal(null);
  });

  it('signs nobody out of an instance that came while the former one was sending', async () => {
    const source = plant();
    const other = plant();
    const { nexus, end } = slowlySending(source);
    const element = await menu(nexus);
    await recordOffline(source);
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    await press(element, '[data-act=send]');
    let left = 0;
    element.addEventListener('nexus-sign-out', () => {
      left += 1;
    });
    element.nexus = other.nexus;
    end();
    await until(() => shadow(element).querySelector('.panel') === null);
    await nextFrame();
    expect(left).to.equal(0);
    expect(other.nexus.session.current.value).not.to.equal(null);
  });

  it('keeps focus in the question while it sends, so that Escape works', async () => {
    const source = plant();
    const { nexus, end } = slowlySending(source);
    const element = await menu(nexus);
    await recordOffline(source);
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    (await part(element, '[data-act=send]')).focus();
    await sendKeys({ press: 'Enter' });
    await part(element, '[data-act=send]:disabled');
    await nextFrame();
    await nextFrame();
    await sendKeys({ press: 'Escape' });
    await until(() => shadow(element).querySelector('.panel') === null);
    end();
  });

  it('does not show what the plan of a former person had left', async () => {
    const { nexus, data } = plant();
    const element = await menu(nexus);
    await press(element, '.trigger');
    await part(element, '[data-limit=machines]');
    await nexus.session.signOut();
    await nexus.session.signIn({ email: RIO_BRAVO, password: 'nexus-demo-2026' });
    await until(() => textOf(element).includes('Rio Bravo'));
    data.failNext('server_error');
    await press(element, '.trigger');
    await until(() => textOf(element).includes('could not be read'));
    expect(shadow(element).querySelector('[data-limit]')).to.equal(null);
  });

  it('does not say that something waits when only the sign-out failed', async () => {
    const { nexus } = plant();
    const signOut = (): Promise<never> => Promise.reject(new Error('closed'));
    const element = await menu({ ...nexus, session: { ...nexus.session, signOut } });
    await press(element, '.trigger');
    await press(element, '[data-act=sign-out]');
    await until(() => textOf(element).includes('The session could not be ended: closed'));
    for (const untrue of ['Not everything', 'waits for your decision', 'keeps nothing'])
      expect(textOf(element)).not.to.contain(untrue);
  });
});

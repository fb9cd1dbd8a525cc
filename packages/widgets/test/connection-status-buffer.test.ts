import { SimulatedDataService } from '@nexus-mfg/sdk/simulated';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusConnectionStatus } from '../src/index.ts';
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

const NOBODY = '00000000-0000-4000-8000-000000000000';

function status({ nexus }: Plant): NexusConnectionStatus {
  return first(
    mountWith(nexus, '<nexus-connection-status></nexus-connection-status>'),
    'nexus-connection-status',
  );
}

async function open(element: NexusConnectionStatus): Promise<HTMLElement> {
  (await part(element, 'button.line')).click();
  return part(element, '.panel');
}

const press = async (element: NexusConnectionStatus, selector: string): Promise<void> =>
  (await part(element, selector)).click();

/** Renames a machine after the network has gone. */
async function rename({ nexus, data }: Plant, name: string): Promise<{ id: string; before: string }> {
  const [machine] = await nexus.machines.list();
  if (!machine) throw new Error('There is no machine.');
  data.setOffline(true);
  await nexus.machines.update(machine.id, { name });
  return { id: machine.id, before: machine.name };
}

async function recordRefused(source: Plant): Promise<void> {
  await source.nexus.telemetry.record({
    machineId: NOBODY,
    timestamp: new Date().toISOString(),
    temperature: 45,
  });
  await until(() => source.nexus.buffer.status.value.quarantined === 1);
}

/** Without network here, renamed; meanwhile renamed elsewhere. */
async function conflict(source: Plant): Promise<string> {
  const { data } = source;
  const { id } = await rename(source, 'Mine');
  const other = new SimulatedDataService({ world: data.world, signedInAs: ALPENWERK });
  await other.updateMachine(id, { name: 'Theirs' });
  data.setOffline(false);
  return id;
}

describe('<nexus-connection-status> and the buffer', () => {
  it('is quiet while all is well, and while entries are on their way as usual', async () => {
    const source = plant();
    const element = status(source);
    await until(() => textOf(element) === 'Online');
    const [machine] = await source.nexus.machines.list();
    await source.nexus.telemetry.record({
      machineId: machine?.id ?? '',
      timestamp: new Date().toISOString(),
      temperature: 40,
    });
    await element.updateComplete;
    expect(textOf(element)).to.equal('Online');
  });

  it('counts what waits while the network is gone', async () => {
    const source = plant();
    const element = status(source);
    await rename(source, 'Renamed');
    await until(() => textOf(element).includes('1 waiting'));
    source.data.setOffline(false);
    await until(() => textOf(element) === 'Online');
  });

  it('opens a panel by keyboard, closes it by Escape, and gives focus back', async () => {
    const element = status(plant());
    const line = await part(element, 'button.line');
    line.focus();
    await sendKeys({ press: 'Enter' });
    const panel = await part(element, '.panel');
    await until(() => shadow(element).activeElement === panel);
    expect(line.getAttribute('aria-expanded')).to.equal('true');
    await part(element, '.calm-line');
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => shadow(element).querySelector('.panel') === null);
    expect(shadow(element).activeElement).to.equal(line);
  });

  it('lists an edit with what it changes, and takes it back', async () => {
    const source = plant();
    const element = status(source);
    const { id, before } = await rename(source, 'Renamed');
    await open(element);
    const entry = await part(element, '.entry');
    expect(entry.textContent).to.contain(before).and.to.contain(`Name: ${before} → Renamed`);
    (await part(element, '.entry button')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => shadow(element).querySelector('.entry') === null);
    await until(() => shadow(element).activeElement?.classList.contains('panel'));
    source.data.setOffline(false);
    expect((await source.nexus.machines.get(id)).name).to.equal(before);
  });

  it('says that sending did not work, and sends when it does', async () => {
    const source = plant();
    const element = status(source);
    await rename(source, 'Renamed');
    await open(element);
    await press(element, '.send');
    await until(() => textOf(element).includes('The server cannot be reached. What waits stays here.'));
    source.data.setOffline(false);
    await until(() => textOf(element).includes('Nothing waits') || textOf(element).includes('has been sent'));
    expect(source.nexus.buffer.status.value.pendingEdits).to.equal(0);
  });

  for (const [whose, name] of [
    ['mine', 'Mine'],
    ['theirs', 'Theirs'],
  ] as const)
    it(`shows a conflict with both versions, and keeps ${whose}`, async () => {
      const source = plant();
      const element = status(source);
      const id = await conflict(source);
      await until(() => textOf(element).includes('1 to decide'));
      await open(element);
      const row = await part(element, '.sides tbody tr');
      expect([...row.children].map((cell) => cell.textContent)).to.deep.equal(['Name', 'Mine', 'Theirs']);
      await press(element, `[data-act=${whose}]`);
      await until(() => source.nexus.buffer.status.value.pendingEdits === 0);
      const other = new SimulatedDataService({ world: source.data.world, signedInAs: ALPENWERK });
      expect((await other.getMachine(id)).name).to.equal(name);
      await until(() => shadow(element).querySelector('.entry') === null);
    });

  it('shows what was refused and why, and keeps it when the discarding is undone', async () => {
    const source = plant();
    const element = status(source);
    await recordRefused(source);
    await until(() => textOf(element).includes('1 refused'));
    await open(element);
    const entry = await part(element, '.entry');
    expect(entry.textContent).to.contain('This machine does not exist').and.to.contain('45.0 °C');
    await press(element, '[data-act=discard]');
    await until(() => shadow(element).querySelector('.entry') === null);
    await press(element, '[data-act=undo-discard]');
    await part(element, '.entry');
    expect(source.nexus.buffer.status.value.quarantined).to.equal(1);
  });

  it('discards for good once the panel is closed', async () => {
    const source = plant();
    const element = status(source);
    await recordRefused(source);
    await open(element);
    await press(element, '[data-act=discard-all]');
    await part(element, '[data-act=undo-discard]');
    expect(source.nexus.buffer.status.value.quarantined).to.equal(1);
    await press(element, '.head .button');
    await until(() => source.nexus.buffer.status.value.quarantined === 0);
    await until(() => textOf(element) === 'Online');
  });

  it('sends refused entries again, and hears that they were refused again', async () => {
    const source = plant();
    const element = status(source);
    await recordRefused(source);
    const [before] = await source.nexus.buffer.quarantine.list();
    await open(element);
    await press(element, '[data-act=retry]');
    await until(() => source.nexus.buffer.status.value.quarantined === 1);
    let after = before;
    while (after === undefined || after.id === before?.id)
      [after] = await source.nexus.buffer.quarantine.list();
    expect(after.code).to.equal('unknown_machine');
  });

  it('saves what was refused as a file of JSON lines', async () => {
    const source = plant();
    const element = status(source);
    await recordRefused(source);
    await open(element);
    const saved = new Promise<string>((resolve) => {
      addEventListener(
        'click',
        (event) => {
          const link = event.target;
          if (!(link instanceof HTMLAnchorElement)) return;
          event.preventDefault();
          resolve(`${link.download} ${link.href}`);
        },
        { capture: true },
      );
      HTMLAnchorElement.prototype.click = function click(this: HTMLAnchorElement) {
        resolve(`${this.download} ${this.href}`);
      };
    });
    try {
      await press(element, '[data-act=export]');
      const [name, href] = (await saved).split(' ');
      expect(name).to.match(/^refused-\d{4}-\d\d-\d\d\.jsonl$/);
      const entry = JSON.parse(await (await fetch(href ?? '')).text()) as { code: string };
      expect(entry.code).to.equal('unknown_machine');
    } finally {
      Reflect.deleteProperty(HTMLAnchorElement.prototype, 'click');
    }
  });

  it('shows what a former visit left on the device, without anything recorded on this page', async () => {
    const persistAs = `left-${Date.now()}`;
    const kept = new Map<string, string>();
    const storage = {
      getItem: (key: string) => kept.get(key) ?? null,
      setItem: (key: string, value: string) => void kept.set(key, value),
      removeItem: (key: string) => void kept.delete(key),
    };
    const before = plant({ signedInAs: ALPENWERK, persistAs, storage });
    await rename(before, 'Left behind');
    await before.nexus.close().catch(() => {});
    const after = plant({ signedInAs: ALPENWERK, persistAs, storage });
    after.data.setOffline(true);
    const element = status(after);
    await until(() => textOf(element).includes('1 waiting'));
    await open(element);
    await part(element, '.entry');
    expect(textOf(element)).not.to.contain('keeps nothing');
  });
});

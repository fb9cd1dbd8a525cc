import type { BufferStatus, Nexus, Observable } from '@nexus-mfg/sdk';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { BufferWork } from '../src/connection-status/buffer-work.ts';
import type { NexusConnectionStatus } from '../src/index.ts';
import { first, mount, mountWith, part, plant, shadow, textOf, until } from './support/fixture.ts';

const TAG = 'nexus-connection-status';

/** An instance of whose buffer only `tell` tells. */
function telling(): { nexus: Nexus; tell: (change: Partial<BufferStatus>) => void } {
  const { nexus } = plant();
  const listeners = new Set<(status: BufferStatus) => void>();
  let value = nexus.buffer.status.value;
  const status: Observable<BufferStatus> = {
    get value() {
      return value;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  const tell = (change: Partial<BufferStatus>): void => {
    value = { ...value, ...change };
    for (const listener of listeners) listener(value);
  };
  return { nexus: { ...nexus, buffer: { ...nexus.buffer, status } }, tell };
}

const status = (nexus: Nexus): NexusConnectionStatus => first(mountWith(nexus, `<${TAG}></${TAG}>`), TAG);
const waiting = (oldestAt: number): Partial<BufferStatus> => ({
  pendingReadings: 1,
  state: 'waiting',
  oldestAt: new Date(oldestAt).toISOString(),
});

describe('<nexus-connection-status>, its edges', () => {
  it('tells what waits also after it was moved', async () => {
    const { nexus, tell } = telling();
    tell(waiting(Date.now() - 3_000));
    const element = status(nexus);
    await part(element, 'button.line');
    element.parentElement?.append(element);
    await until(() => textOf(element).includes('1 waiting'));
  }).timeout(10_000);

  it('tells what waits when the oldest of it is a younger one by then', async () => {
    const { nexus, tell } = telling();
    tell(waiting(Date.now() - 4_000));
    const element = status(nexus);
    await part(element, 'button.line');
    tell(waiting(Date.now() - 2_000));
    await until(() => textOf(element).includes('1 waiting'));
  }).timeout(10_000);

  it('keeps focus in the panel when what was focused goes away by itself', async () => {
    const { nexus, tell } = telling();
    tell({ ...waiting(Date.now()), state: 'offline' });
    const element = status(nexus);
    (await part(element, 'button.line')).click();
    (await part(element, '.send')).focus();
    tell({ state: 'idle', pendingReadings: 0, oldestAt: null });
    await until(() => shadow(element).activeElement?.classList.contains('panel'));
  });

  it('closes by Escape without the dialog of the page around it', async () => {
    const host = mountWith(plant().nexus, `<dialog><${TAG}></${TAG}></dialog>`);
    const dialog = first(host, 'dialog');
    dialog.showModal();
    const element = first(host, TAG);
    (await part(element, 'button.line')).click();
    await until(() => shadow(element).activeElement?.classList.contains('panel'));
    await sendKeys({ press: 'Escape' });
    await until(() => shadow(element).querySelector('.panel') === null);
    expect(dialog.open).to.equal(true);
  });

  it('does not say aloud each reading that waits', async () => {
    const { nexus, tell } = telling();
    tell({ ...waiting(Date.now()), state: 'offline', quarantined: 1 });
    const element = status(nexus);
    const live = async (kind: string): Promise<string | null | undefined> =>
      (await part(element, `[data-kind=${kind}]`)).closest('[aria-live], [role=status]')?.ariaLive;
    expect(await live('waiting')).to.equal('off');
    expect(await live('refused')).not.to.equal('off');
  });

  it('opens nothing for an instance that is another one by then', async () => {
    const element = status(plant().nexus);
    (await part(element, 'button.line')).click();
    element.nexus = plant().nexus;
    await import('../src/connection-status/panel.ts');
    await element.updateComplete;
    expect(shadow(element).querySelector('.panel')).to.equal(null);
  });

  it('tells a state that is none as the worst', async () => {
    const element = first(mount(`<${TAG} state="constructor"></${TAG}>`), TAG);
    await until(() => textOf(element).includes('Offline'));
  });

  it('forgets nothing that is discarded while the former is thrown away', async () => {
    const { nexus } = plant();
    const discarded: string[] = [];
    const work = new BufferWork(nexus, () => {});
    const discard = async (ids: readonly string[]): Promise<void> => {
      discarded.push(...ids);
      if (ids.includes('a')) work.discard(['b']);
    };
    const quarantine = { ...nexus.buffer.quarantine, discard };
    Object.assign(nexus, { buffer: { ...nexus.buffer, status: nexus.buffer.status, quarantine } });
    work.discard(['a']);
    await work.settleDiscards();
    expect(work.discarding).to.equal(1);
    await work.settleDiscards();
    expect(discarded).to.deep.equal(['a', 'b']);
  });
});

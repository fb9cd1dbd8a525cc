import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusDocumentLibrary } from '../src/document-library/document-library.ts';
import { Deletions } from '../src/files/deletions.ts';
import { all, choose, drag, fileOf } from './support/files.ts';
import { ALPENWERK, first, mountWith, type Plant, part, plant, shadow, until } from './support/fixture.ts';

async function library(of: Plant = plant()): Promise<NexusDocumentLibrary> {
  const element = first(
    mountWith(of.nexus, '<nexus-document-library></nexus-document-library>'),
    'nexus-document-library',
  );
  await part(element, 'tbody tr');
  return element;
}

const focused = (element: Element): Element | null => shadow(element).activeElement;
const button = (element: Element, label: string): HTMLElement | undefined =>
  all(element, 'button').find((one) =>
    (one.getAttribute('aria-label') ?? one.textContent ?? '').includes(label),
  );

async function press(element: Element, label: string): Promise<void> {
  (await until(() => button(element, label))).focus();
  await sendKeys({ press: 'Enter' });
}

describe('The focus in a list of files', () => {
  it('stays when a deletion is undone', async () => {
    const element = await library();
    (await part(element, 'tbody tr:first-child .row-acts button:last-child')).click();
    await part(element, '[part=undo]');
    await press(element, 'Undo');
    await until(() => all(element, '[part=undo]').length === 0);
    await until(() => focused(element)?.getAttribute('data-open'));
  });

  it('goes to the document that Ctrl+Z brings back', async () => {
    const element = await library();
    const deleted = all(element, '[data-open]')[0]?.dataset.open;
    (await part(element, 'tbody tr:first-child .row-acts button:last-child')).click();
    await part(element, '[part=undo]');
    await until(() => focused(element)?.hasAttribute('data-open'));
    await sendKeys({ down: 'Control' });
    await sendKeys({ press: 'z' });
    await sendKeys({ up: 'Control' });
    await until(() => focused(element)?.getAttribute('data-open') === deleted);
  });

  it('stays when the marks are taken away', async () => {
    const element = await library();
    (await part(element, 'thead input')).click();
    await press(element, 'Clear selection');
    await until(() => all(element, '[part=selection]').length === 0);
    expect(focused(element)).not.to.equal(null);
  });

  it('stays when a message is closed', async () => {
    const of = plant();
    const element = await library(of);
    of.data.setOffline(true);
    (await part(element, 'tbody tr:first-child .row-acts button:last-child')).click();
    await part(element, '[part=message]');
    await press(element, 'Close');
    await until(() => all(element, '[part=message]').length === 0);
    expect(focused(element)).not.to.equal(null);
  });

  it('stays when all files are shown again', async () => {
    const element = await library();
    choose(element, 'input[type=search]', 'nothing has this name');
    await press(element, 'Show all');
    await part(element, 'tbody tr');
    expect(focused(element)).not.to.equal(null);
  });

  it('stays when an upload is tried again, and when its line goes', async () => {
    const of = plant();
    const element = await library(of);
    of.data.failNext('plan_limit');
    drag(element, 'drop', [fileOf('one.pdf')]);
    await until(() => all(element, '.upload[data-state=failed]').length === 1);
    of.data.failNext('plan_limit');
    await press(element, 'Upload again');
    await until(() => all(element, '.upload[data-state=failed]').length === 1);
    expect(focused(element), 'after another try').not.to.equal(null);
    await press(element, 'Remove from the list');
    await until(() => all(element, '.upload').length === 0);
    expect(focused(element), 'after its line is gone').not.to.equal(null);
  });

  it('cancelling twice does not take the line away', async () => {
    const element = await library(plant({ signedInAs: ALPENWERK, uploadBytesPerSecond: 400_000 }));
    drag(element, 'drop', [fileOf('long.pdf', 2_000_000)]);
    await press(element, 'Cancel the upload');
    await until(() => all(element, '.upload[data-state=cancelled]').length === 1);
    await sendKeys({ press: 'Enter' });
    await element.updateComplete;
    expect(all(element, '.upload')).to.have.length(1);
    expect(focused(element)).not.to.equal(null);
  });

  it('comes back to the list when the only file in the dialog is deleted', async () => {
    const element = await library();
    choose(element, 'input[type=search]', 'Spindle');
    await until(() => all(element, 'tbody tr').length === 1);
    (await part(element, '[data-open]')).focus();
    await sendKeys({ press: 'Enter' });
    await part(element, 'dialog[open]');
    (await part(element, 'dialog [data-act=delete]')).focus();
    await sendKeys({ press: 'Enter' });
    await until(() => all(element, 'dialog[open]').length === 0);
    expect(focused(element)).not.to.equal(null);
  });
});

describe('Filters of a list of files', () => {
  it('show what is chosen, also after they were used and cleared', async () => {
    const element = await library();
    const select = await part<HTMLSelectElement>(element, '[data-filter=kind]');
    const byHand = async (value: string): Promise<void> => {
      select.focus();
      choose(element, '[data-filter=kind]', value);
      await element.updateComplete;
    };
    await byHand('slides');
    await byHand('');
    await byHand('slides');
    (await until(() => button(element, 'Show all'))).click();
    await until(() => all(element, 'tbody tr').length === 4);
    expect(select.value).to.equal('');
  });
});

describe('The mark of a drop', () => {
  it('goes when the line under the pointer has gone meanwhile', async () => {
    const element = await library();
    const file = fileOf('a.pdf');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file);
    const on = (target: Element, type: string): boolean =>
      target.dispatchEvent(
        new DragEvent(type, { bubbles: true, composed: true, cancelable: true, dataTransfer }),
      );
    const base = await part(element, '.base');
    const row = await part(element, 'tbody tr');
    on(base, 'dragenter');
    on(row, 'dragenter');
    on(base, 'dragleave');
    await part(element, '[part=drop]');
    choose(element, 'input[type=search]', 'nothing has this name');
    await until(() => !row.isConnected);
    on(base, 'dragenter');
    on(base, 'dragleave');
    await until(() => all(element, '[part=drop]').length === 0);
  });
});

describe('A list of files that is read', () => {
  it('has each upload that arrived meanwhile', async () => {
    const of = plant();
    const element = await library(of);
    const { documents } = of.nexus;
    const list = documents.list.bind(documents);
    let answer: (() => void) | undefined;
    let calls = 0;
    documents.list = async (...given) => {
      calls += 1;
      const page = await list(...given);
      if (calls > 1) return page;
      await new Promise<void>((resolve) => {
        answer = resolve;
      });
      return page;
    };
    try {
      drag(element, 'drop', [fileOf('a.pdf')]);
      const give = await until(() => answer);
      drag(element, 'drop', [fileOf('b.pdf')]);
      await until(() => all(element, '.upload[data-state=done]').length === 2);
      give();
      await until(() => all(element, 'tbody tr').length === 6);
    } finally {
      documents.list = list;
    }
  });
});

describe('The time for undoing', () => {
  it('goes on when the offer under the pointer is drawn elsewhere', () => {
    const removed: string[] = [];
    const deletions = new Deletions({
      remove: async (id) => void removed.push(id),
      onChange: () => {},
      onFailed: () => {},
    });
    deletions.add(['a'], 'a');
    const [one] = deletions.pending;
    deletions.hold(one?.id ?? 0);
    const timeout = globalThis.setTimeout;
    let isRunning = false;
    globalThis.setTimeout = ((...given: Parameters<typeof timeout>) => {
      isRunning = true;
      return timeout(...given);
    }) as typeof timeout;
    try {
      deletions.releaseAll();
    } finally {
      globalThis.setTimeout = timeout;
    }
    expect(isRunning).to.equal(true);
    deletions.forget();
    expect(removed).to.deep.equal([]);
  });
});

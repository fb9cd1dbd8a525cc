import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusDocumentLibrary } from '../src/document-library/document-library.ts';
import { all, choose, drag, eventually, fileOf, paste } from './support/files.ts';
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

async function library(of: Plant): Promise<NexusDocumentLibrary> {
  const element = first(
    mountWith(of.nexus, '<nexus-document-library></nexus-document-library>'),
    'nexus-document-library',
  );
  await part(element, 'tbody tr');
  return element;
}

/** Password of every account of the demonstration. */
const DEMO_PASSWORD = 'nexus-demo-2026';

const names = (element: Element): (string | undefined)[] =>
  all(element, '[data-open]').map(({ title }) => title);
const uploads = (element: Element): (string | undefined)[] =>
  all(element, '.upload').map(({ dataset }) => dataset.state);

describe('<nexus-document-library>, uploads', () => {
  it('takes files that are dropped anywhere on it, and tells the page', async () => {
    const element = await library(plant());
    const arrived: string[] = [];
    element.addEventListener('nexus-file-upload', ({ fileId }) => arrived.push(fileId));
    expect(drag(element, 'dragenter', [fileOf('a.pdf')])).to.equal(true);
    await part(element, '[part=drop]');
    drag(element, 'drop', [fileOf('a.pdf'), fileOf('b.pdf')]);
    await until(() => names(element).length === 6);
    expect(all(element, '[part=drop]')).to.have.length(0);
    await until(() => arrived.length === 2);
    expect(uploads(element)).to.deep.equal(['done', 'done']);
    expect(textOf(element)).to.include('2 files uploaded');
  });

  it('leaves drags without files to the page', async () => {
    const element = await library(plant());
    const event = new DragEvent('dragover', {
      bubbles: true,
      composed: true,
      cancelable: true,
      dataTransfer: new DataTransfer(),
    });
    (await part(element, '.base')).dispatchEvent(event);
    expect(event.defaultPrevented).to.equal(false);
  });

  it('takes files that are pasted, and gives nameless ones a name', async () => {
    const element = await library(plant());
    expect(paste(await part(element, '.base'), [fileOf('image.png', 10, 'image/png')])).to.equal(true);
    await until(() => names(element).length === 5);
    expect(names(element)[0]).to.match(/^Pasted .+\.png$/);
  });

  it('leaves text that is pasted into a field alone', async () => {
    const element = await library(plant());
    const field = await part(element, 'input[type=search]');
    expect(paste(field, [fileOf('image.png', 10, 'image/png')], 'spindle')).to.equal(false);
    expect(uploads(element)).to.have.length(0);
  });

  it('opens the file picker by button, for several files of the types that are taken', async () => {
    const element = await library(plant());
    const input = await part<HTMLInputElement>(element, 'input[data-for=files]');
    let isAsked = false;
    input.addEventListener('click', (event) => {
      isAsked = true;
      event.preventDefault();
    });
    (await part(element, '[part=upload-button]')).focus();
    await sendKeys({ press: 'Enter' });
    expect(isAsked).to.equal(true);
    expect([input.multiple, input.accept.includes('.pdf')]).to.deep.equal([true, true]);
    const transfer = new DataTransfer();
    transfer.items.add(fileOf('chosen.pdf'));
    input.files = transfer.files;
    input.dispatchEvent(new Event('change'));
    await until(() => names(element)[0] === 'chosen.pdf');
  });

  it('says before and after choosing what is not taken', async () => {
    const element = await library(plant());
    expect(textOf(element)).to.match(/PDF, TXT.*Up to 52\.4 MB each/);
    drag(element, 'drop', [fileOf('virus.exe', 10, 'application/x-msdownload'), fileOf('empty.pdf', 0)]);
    await until(() => uploads(element).length === 2);
    expect(uploads(element)).to.deep.equal(['refused', 'refused']);
    expect(textOf(element)).to.include('the file is empty').and.include('2 files not uploaded');
  });

  it('shows progress, cancels, and goes on after a failure', async () => {
    const of = plant({ signedInAs: ALPENWERK, uploadBytesPerSecond: 400_000 });
    const element = await library(of);
    drag(element, 'drop', [fileOf('long.pdf', 2_000_000)]);
    const bar = await part<HTMLProgressElement>(element, '.upload-bar');
    await until(() => bar.value > 0);
    await until(() => /left/.test(textOf(element)));
    of.data.failNext('server_error');
    await until(() => uploads(element)[0] === 'failed');
    const sent = bar.value;
    (await part(element, '.upload-acts button')).click();
    const again = await part<HTMLProgressElement>(element, '.upload-bar');
    await until(() => again.value > sent);
    (await part(element, '.upload-acts button')).click();
    await until(() => uploads(element)[0] === 'cancelled');
    expect((await of.nexus.documents.list()).items).to.have.length(4);
  });

  it('waits for the network and goes on by itself', async () => {
    const of = plant();
    const element = await library(of);
    of.data.setOffline(true);
    drag(element, 'drop', [fileOf('night.pdf')]);
    await until(() => uploads(element)[0] === 'waiting');
    of.data.setOffline(false);
    await until(() => names(element)[0] === 'night.pdf');
  });

  it('says it when the plan has no room', async () => {
    const of = plant();
    const element = await library(of);
    of.data.failNext('plan_limit');
    drag(element, 'drop', [fileOf('one.pdf')]);
    await until(() => uploads(element)[0] === 'failed');
    expect(textOf(element)).to.include('The plan of your company');
  });
});

describe('<nexus-document-library>, deletions', () => {
  const deleteFirst = async (element: Element): Promise<void> =>
    (await part(element, 'tbody tr:first-child .row-acts button:last-child')).click();

  it('brings a document back', async () => {
    const of = plant();
    const element = await library(of);
    await deleteFirst(element);
    await until(() => names(element).length === 3);
    expect(shadow(element).activeElement, 'the focus goes on').to.have.property(
      'title',
      'Spindle manual.pdf',
    );
    expect((await of.nexus.documents.list()).items).to.have.length(4);
    (await part(element, '[part=undo] .button')).click();
    await until(() => names(element).length === 4);
  });

  it('deletes at once when the element goes', async () => {
    const of = plant();
    const element = await library(of);
    await deleteFirst(element);
    await part(element, '[part=undo]');
    element.remove();
    await eventually(async () => (await of.nexus.documents.list()).items.length === 3);
  });

  it('forgets what somebody wanted to delete when another person signs in', async () => {
    const of = plant();
    const element = await library(of);
    await deleteFirst(element);
    await part(element, '[part=undo]');
    await of.nexus.session.signIn({ email: 'maintenance@alpenwerk.example', password: DEMO_PASSWORD });
    await until(() => names(element).length === 4);
    element.remove();
    await nextFrame();
    expect((await of.nexus.documents.list()).items).to.have.length(4);
  });

  it('deletes at once when the page goes', async () => {
    const of = plant();
    const element = await library(of);
    await deleteFirst(element);
    await part(element, '[part=undo]');
    globalThis.dispatchEvent(new Event('pagehide'));
    await eventually(async () => (await of.nexus.documents.list()).items.length === 3);
  });

  it('shows a document again that could not be deleted, and says why', async () => {
    const of = plant();
    const element = await library(of);
    await deleteFirst(element);
    await until(() => names(element).length === 3);
    of.data.failNext('permission_denied');
    globalThis.dispatchEvent(new Event('pagehide'));
    await until(() => names(element).length === 4);
    expect(textOf(element)).to.include('Not deleted. Your role may not');
  });

  it('leaves deletion to the page that prevents it', async () => {
    const element = await library(plant());
    let asked: readonly string[] = [];
    element.addEventListener('nexus-file-delete', (event) => {
      asked = event.fileIds;
      event.preventDefault();
    });
    await deleteFirst(element);
    await element.updateComplete;
    expect(asked).to.have.length(1);
    expect(names(element)).to.have.length(4);
  });

  it('deletes nothing without network', async () => {
    const of = plant();
    const element = await library(of);
    of.data.setOffline(true);
    await deleteFirst(element);
    await until(() => textOf(element).includes('Nothing can be deleted without network'));
    expect(names(element)).to.have.length(4);
  });

  it('deletes all marked documents together', async () => {
    const element = await library(plant());
    (await part(element, 'thead input')).click();
    const bar = await part(element, '[part=selection]');
    expect(bar.textContent).to.include('4 selected');
    bar.querySelectorAll('button')[1]?.click();
    await until(() => names(element).length === 0);
    expect(textOf(element)).to.include('4 files are being deleted');
    expect(all(element, '[part=selection]')).to.have.length(0);
  });
});

describe('<nexus-document-library>, downloads', () => {
  it('stores a document under a name that any system takes', async () => {
    const of = plant();
    await of.data.files.documents.upload(fileOf('a/b\u202E.pdf'), {});
    const element = await library(of);
    const saved: HTMLAnchorElement[] = [];
    const { click } = HTMLAnchorElement.prototype;
    HTMLAnchorElement.prototype.click = function (): void {
      saved.push(this);
    };
    try {
      (await part(element, 'tbody tr:first-child .row-acts button')).click();
      await until(() => saved.length === 1);
    } finally {
      HTMLAnchorElement.prototype.click = click;
    }
    expect(saved[0]?.download).to.equal('a_b.pdf');
    const blob = await (await fetch(saved[0]?.href ?? '')).blob();
    expect([blob.size, blob.type]).to.deep.equal([10, 'application/octet-stream']);
  });

  it('says why a download failed', async () => {
    const of = plant();
    const element = await library(of);
    of.data.failNext('not_found');
    (await part(element, 'tbody tr:first-child .row-acts button')).click();
    await until(() => textOf(element).includes('Not downloaded. Somebody else has deleted it.'));
    choose(element, 'input[type=search]', '');
  });

  describe('what others change', () => {
    const real = globalThis.setInterval;
    let looks: (() => void)[] = [];
    beforeEach(() => {
      looks = [];
      globalThis.setInterval = ((task: () => void, ms?: number) => {
        if (ms === 60_000) looks.push(task);
        return real(task, ms);
      }) as typeof setInterval;
    });
    afterEach(() => {
      globalThis.setInterval = real;
    });

    it('is there a minute later, without anything being touched', async () => {
      const of = plant();
      const element = await library(of);
      await of.data.files.documents.upload(fileOf('by another person.pdf'), {});
      expect(names(element)).not.to.contain('by another person.pdf');
      for (const look of looks) look();
      await until(() => names(element).includes('by another person.pdf'));
    });
  });
});

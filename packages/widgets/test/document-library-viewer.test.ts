import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { NexusDocumentLibrary } from '../src/document-library/document-library.ts';
import { expectAccessible } from './support/accessible.ts';
import { all, choose, eventually, fileOf } from './support/files.ts';
import { first, mountWith, type Plant, part, plant, shadow, textOf, until } from './support/fixture.ts';

async function library(of: Plant): Promise<NexusDocumentLibrary> {
  const element = first(
    mountWith(of.nexus, '<nexus-document-library></nexus-document-library>'),
    'nexus-document-library',
  );
  await part(element, 'tbody tr');
  return element;
}

async function open(element: Element, name: string): Promise<void> {
  (await part(element, `[data-open][title^='${name}']`)).click();
  await part(element, 'dialog[open]');
}

const title = (element: Element): string | undefined => all(element, '.viewer-name')[0]?.textContent?.trim();

describe('<nexus-document-library>, preview', () => {
  it('is a dialog that keys lead through, and that gives the focus to what was seen last', async () => {
    const element = await library(plant());
    await open(element, 'Maintenance plan');
    await expectAccessible(element);
    await sendKeys({ press: 'ArrowRight' });
    await until(() => title(element) === 'Spindle manual.pdf');
    await sendKeys({ press: 'End' });
    await until(() => title(element) === 'Shift notes.md');
    await sendKeys({ press: 'ArrowRight' });
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => title(element) === 'Spare parts.csv');
    await sendKeys({ press: 'Escape' });
    await until(() => all(element, 'dialog[open]').length === 0);
    await until(() => (shadow(element).activeElement as HTMLElement | null)?.title === 'Spare parts.csv');
  });

  it('goes the other way where people read from the right', async () => {
    const element = await library(plant());
    element.dir = 'rtl';
    await open(element, 'Maintenance plan');
    await sendKeys({ press: 'ArrowLeft' });
    await until(() => title(element) === 'Spindle manual.pdf');
  });

  it('shows text as text, whatever is in it', async () => {
    const of = plant();
    const text = '<img src=x onerror="window.hacked = true"><script>window.hacked = true</script>';
    await of.data.files.documents.upload(new File([text], 'note.txt', { type: 'text/plain' }), {});
    const element = await library(of);
    await open(element, 'note.txt');
    const shown = await part(element, '.preview-text');
    expect(shown.textContent).to.equal(text);
    expect(shown.childElementCount).to.equal(0);
    expect('hacked' in window).to.equal(false);
  });

  it('opens PDF in a tab of its own, as PDF and nothing else', async () => {
    const element = await library(plant());
    await open(element, 'Maintenance plan');
    const link = await part<HTMLAnchorElement>(element, '.preview-none a');
    expect([link.target, link.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
    const { type } = await (await fetch(link.href)).blob();
    expect(type).to.equal('application/pdf');
    expect(all(element, 'iframe, object, embed')).to.have.length(0);
  });

  it('shows pictures', async () => {
    const of = plant();
    await of.data.files.documents.upload(fileOf('hall.png', 10, 'image/png'), {});
    const element = await library(of);
    await open(element, 'hall.png');
    expect(await part<HTMLImageElement>(element, '.preview-picture')).to.have.property('alt', 'hall.png');
  });

  it('says why a preview failed and tries again', async () => {
    const of = plant();
    const element = await library(of);
    of.data.failNext('server_error');
    await open(element, 'Spare parts');
    (await part(element, '.preview-none .button')).click();
    await part(element, '.preview-text');
  });

  it('leaves the document to the page that prevents it', async () => {
    const element = await library(plant());
    let asked = '';
    element.addEventListener('nexus-file-open', (event) => {
      asked = event.fileId;
      event.preventDefault();
    });
    (await part(element, '[data-open]')).click();
    await element.updateComplete;
    expect(asked).to.equal(all(element, '[data-open]')[0]?.dataset.open);
    expect(all(element, 'dialog[open]')).to.have.length(0);
  });

  it('changes name, description and machine', async () => {
    const of = plant();
    const element = await library(of);
    await open(element, 'Maintenance plan');
    (await part(element, '[data-act=edit]')).click();
    const field = await part<HTMLInputElement>(element, '.edit [name=name]');
    await until(() => shadow(element).activeElement === field);
    choose(element, '.edit [name=name]', 'Plan 2027.pdf');
    choose(element, '.edit [name=description]', '');
    await sendKeys({ press: 'Enter' });
    await until(() => title(element) === 'Plan 2027.pdf');
    const [stored] = (await of.nexus.documents.list()).items;
    expect(stored).to.include({ name: 'Plan 2027.pdf', description: null, machineId: null });
    await until(() => (shadow(element).activeElement as HTMLElement | null)?.dataset.act === 'edit');
  });

  it('keeps an edit on the device while the network is away, and says so', async () => {
    const of = plant();
    const element = await library(of);
    await open(element, 'Maintenance plan');
    of.data.setOffline(true);
    (await part(element, '[data-act=edit]')).click();
    await part(element, '.edit [name=name]');
    choose(element, '.edit [name=name]', 'Plan 2027.pdf');
    (await part(element, '.edit [type=submit]')).click();
    await until(() => textOf(element).includes('Kept on this device'));
    expect(title(element)).to.equal('Plan 2027.pdf');
    of.data.setOffline(false);
    await eventually(async () => (await of.data.files.documents.list({})).items[0]?.name === 'Plan 2027.pdf');
  });

  it('goes to the next document when one is deleted in the dialog, with the way back inside', async () => {
    const element = await library(plant());
    await open(element, 'Maintenance plan');
    (await part(element, '[data-act=delete]')).click();
    await until(() => title(element) === 'Spindle manual.pdf');
    (await part(element, 'dialog [part=undo] .button')).click();
    await until(() => textOf(element).includes('2 of 4'));
  });
});

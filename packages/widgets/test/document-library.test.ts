import { expect } from 'chai';
import type { NexusDocumentLibrary } from '../src/document-library/document-library.ts';
import { createView } from '../src/view/view.ts';
import { expectAccessible } from './support/accessible.ts';
import { all, choose, drag, fileOf } from './support/files.ts';
import { ALPENWERK, first, mountWith, type Plant, part, plant, textOf, until } from './support/fixture.ts';

const READER = 'ceo@alpenwerk.example';

function library(of: Plant, attributes = ''): NexusDocumentLibrary {
  return first(
    mountWith(of.nexus, `<nexus-document-library ${attributes}></nexus-document-library>`),
    'nexus-document-library',
  );
}

const names = (element: Element): (string | undefined)[] =>
  all(element, '[data-open]').map(({ title }) => title);

describe('<nexus-document-library>', () => {
  it('is accessible and lists the newest first with kind, size, machine and person', async () => {
    const element = library(plant());
    await part(element, 'tbody tr');
    await until(() => textOf(element).includes('Mill 01'));
    expect(names(element)).to.deep.equal([
      'Maintenance plan.pdf',
      'Spindle manual.pdf',
      'Spare parts.csv',
      'Shift notes.md',
    ]);
    const row = all(element, 'tbody tr')[1];
    expect(row?.textContent).to.match(/PDF[\s\S]*656 byte/);
    await expectAccessible(element);
  });

  it('has defaults that follow the page and offer everything', () => {
    const element = document.createElement('nexus-document-library');
    expect([element.machineId, element.unlinked, element.viewOnly, element.label]).to.deep.equal([
      '',
      false,
      false,
      '',
    ]);
  });

  it('names the table as the page wishes', async () => {
    const element = library(plant(), 'label="Manuals"');
    expect((await part(element, 'table')).getAttribute('aria-label')).to.equal('Manuals');
  });

  it('searches on the server', async () => {
    const element = library(plant());
    await part(element, 'tbody tr');
    choose(element, 'input[type=search]', 'spindle');
    await until(() => names(element).length === 1);
    expect(names(element)).to.deep.equal(['Spindle manual.pdf']);
    choose(element, 'input[type=search]', 'nothing like it');
    (await part(element, '.state .button')).click();
    await until(() => names(element).length === 4);
  });

  it('filters by kind and sorts by name, size and time', async () => {
    const element = library(plant());
    await part(element, 'tbody tr');
    choose(element, '[data-filter=kind]', 'pdf');
    await until(() => names(element).length === 2);
    choose(element, '[data-filter=kind]', '');
    (await part(element, 'th.name .sort')).click();
    await until(() => names(element)[3] === 'Spindle manual.pdf');
    expect((await part(element, 'th.name')).getAttribute('aria-sort')).to.equal('ascending');
    (await part(element, 'th.size .sort')).click();
    await until(() => names(element)[0] === 'Spindle manual.pdf');
    (await part(element, 'th.added .sort')).click();
    await until(() => names(element)[0] === 'Maintenance plan.pdf');
    (await part(element, 'th.added .sort')).click();
    await until(() => names(element)[0] === 'Shift notes.md');
  });

  it('reads pages as they are asked for, and all of them to sort', async () => {
    const of = plant();
    for (let index = 0; index < 58; index++)
      await of.data.files.documents.upload(fileOf(`r${index}.pdf`), {});
    const element = library(of);
    const more = await part(element, '.foot .button');
    expect(names(element)).to.have.length(50);
    more.click();
    await until(() => names(element).length === 62);
    const other = library(of);
    await part(other, '.foot .button');
    (await part(other, 'th.name .sort')).click();
    await until(() => names(other).length === 62);
    expect(names(other)[0]).to.equal('Maintenance plan.pdf');
  });

  it('follows the machine of its neighbours, until somebody chooses another', async () => {
    const of = plant();
    const machine = (await of.nexus.machines.list()).find(({ name }) => name === 'Mill 01');
    const view = createView({ machineId: machine?.id ?? '' });
    const element = library(of);
    element.view = view;
    await until(() => names(element).length === 1);
    expect(names(element)).to.deep.equal(['Spindle manual.pdf']);
    await part(element, '[data-filter=machine]');
    choose(element, '[data-filter=machine]', '');
    await until(() => names(element).length === 4);
    expect(view.value.machineId).to.equal(machine?.id);
    view.set({ machineId: '' });
    await element.updateComplete;
    view.set({ machineId: machine?.id ?? '' });
    await until(() => names(element).length === 1);
    element.unlinked = true;
    await until(() => names(element).length === 4);
  });

  it('shows the machine of its own property and uploads to it', async () => {
    const of = plant();
    const machine = (await of.nexus.machines.list()).find(({ name }) => name === 'Mill 01');
    const element = library(of, `machine-id="${machine?.id}"`);
    await until(() => names(element).length === 1);
    await until(() => textOf(element).includes(`Uploads belong to ${machine?.name}`));
    drag(element, 'drop', [fileOf('new.pdf')]);
    await until(() => names(element).length === 2);
    const [stored] = (await of.nexus.documents.list()).items;
    expect(stored).to.include({ name: 'new.pdf', machineId: machine?.id });
  });

  it('offers no upload, change or deletion to who may only read, nor with view-only', async () => {
    for (const element of [
      library(plant({ signedInAs: READER })),
      library(plant({ signedInAs: ALPENWERK }), 'view-only'),
    ]) {
      await part(element, 'tbody tr');
      expect(all(element, '[part=upload-button], input[type=file], .rules')).to.have.length(0);
      expect(all(element, 'tbody tr:first-child .row-acts button')).to.have.length(1);
      expect(drag(element, 'drop', [fileOf('new.pdf')]), 'the page is not left').to.equal(true);
      expect(all(element, '.upload')).to.have.length(0);
    }
  });

  it('hears of changes by others on the page', async () => {
    const of = plant();
    const element = library(of);
    await part(element, 'tbody tr');
    await of.nexus.documents.upload(fileOf('from elsewhere.pdf')).done;
    await until(() => names(element)[0] === 'from elsewhere.pdf');
  });

  it('keeps the list while the network is away, and reads it anew afterwards', async () => {
    const of = plant();
    const element = library(of);
    await part(element, 'tbody tr');
    of.data.setOffline(true);
    await until(() => textOf(element).includes('No connection'));
    expect(names(element)).to.have.length(4);
    of.data.setOffline(false);
    await until(() => !textOf(element).includes('No connection'));
  });

  it('begins with what was last known when the network is away', async () => {
    const of = plant();
    const before = library(of);
    await part(before, 'tbody tr');
    before.remove();
    of.data.setOffline(true);
    const after = library(of);
    await part(after, 'tbody tr');
    expect(names(after)).to.have.length(4);
    expect(textOf(after)).to.include('No connection');
  });

  it('offers another try after an error', async () => {
    const of = plant();
    await of.nexus.tenant.current();
    await of.nexus.machines.list();
    for (let call = 0; call < 8; call++) of.data.failNext('server_error');
    const element = library(of);
    await part(element, '[part=state][data-kind=error]');
    await expectAccessible(element);
    // The failures are used up by whoever asks first.
    await until(() => {
      all(element, '[part=state] .button')[0]?.click();
      return names(element).length > 0;
    });
    expect(names(element)).to.have.length(4);
  });
});

import { expect } from 'chai';
import { acceptOf, isPlainText, kindOf, typeNames } from '../src/files/file-kinds.ts';
import { fitFile } from '../src/files/fit-file.ts';
import { Selection } from '../src/files/selection.ts';
import { nameParts, savedName, shownName } from '../src/files/shown-name.ts';
import { uploadText } from '../src/files/upload-text.ts';
import { Words } from '../src/locale/words.ts';
import { timeBounds } from '../src/quality-gallery/time-choice.ts';
import { fileOf } from './support/files.ts';

const RULES = { maxBytes: 1000, mimeTypes: ['application/pdf', 'text/markdown', 'text/csv'] };

describe('Names of files', () => {
  it('show what would deceive the eye', () => {
    expect(shownName('report\u202Efdp.exe')).to.equal('report\uFFFDfdp.exe');
    expect(shownName('a\u200Bb\u0007c')).to.equal('a\uFFFDb\uFFFDc');
    expect(shownName('Prüfplan 检查 فحص 👩‍🔧.pdf')).to.equal('Prüfplan 检查 فحص 👩‍🔧.pdf');
  });

  it('can be stored under any system', () => {
    expect(savedName('../../etc/passwd')).to.equal('__.._etc_passwd');
    expect(savedName('a:b?.pdf')).to.equal('a_b_.pdf');
    expect(savedName('\u202E')).to.equal('file');
    expect(savedName(`${'x'.repeat(300)}.pdf`))
      .to.match(/\.pdf$/)
      .and.have.length(200);
  });

  it('are cut before their ending', () => {
    expect(nameParts('plan.v2.pdf')).to.deep.equal(['plan.v2', '.pdf']);
    expect(nameParts('README')).to.deep.equal(['README', '']);
    expect(nameParts('v1.the whole rest')).to.deep.equal(['v1.the whole rest', '']);
  });
});

describe('Kinds of files', () => {
  it('come from the type that the server noted', () => {
    expect(kindOf('application/pdf')).to.equal('pdf');
    expect(kindOf('text/html')).to.equal('other');
    expect(kindOf(null)).to.equal('other');
    expect([isPlainText('text/csv'), isPlainText('text/html')]).to.deep.equal([true, false]);
  });

  it('are named and offered to the file picker', () => {
    expect(typeNames(RULES.mimeTypes)).to.deep.equal(['PDF', 'MD', 'CSV']);
    expect(acceptOf(['text/markdown'])).to.equal('text/markdown,.md,.markdown');
  });
});

describe('fitFile', () => {
  const refusal = (file: File, isFolder = false): string | undefined =>
    fitFile({ file, isFolder }, RULES).refusal;

  it('refuses before anything is sent', () => {
    expect(refusal(fileOf('a.exe', 10, 'application/x-msdownload'))).to.equal('type');
    expect(refusal(fileOf('a.pdf', 1001))).to.equal('size');
    expect(refusal(fileOf('a.pdf', 0))).to.equal('empty');
    expect(refusal(fileOf('folder', 0, ''), true)).to.equal('folder');
    expect(refusal(fileOf('a.pdf', 1000))).to.equal(undefined);
  });

  it('knows a type by the ending where the system does not', () => {
    expect(fitFile({ file: fileOf('a.md', 10, '') }, RULES).file.type).to.equal('text/markdown');
    expect(fitFile({ file: fileOf('a.CSV', 10, 'application/vnd.ms-excel') }, RULES).file.type).to.equal(
      'text/csv',
    );
  });
});

describe('Words for uploads', () => {
  const words = new Words('en');
  const row = {
    id: 1,
    name: 'a.pdf',
    totalBytes: 1_000_000,
    state: 'uploading' as const,
    sentBytes: 250_000,
    bytesPerSecond: 50_000,
    refusal: undefined,
    error: undefined,
  };

  it('say percent, speed and what remains', () => {
    expect(uploadText(words, row, RULES)).to.equal('25%, 50 kB a second, 15 seconds left');
    expect(uploadText(words, { ...row, bytesPerSecond: 2_500 }, RULES)).to.contain('5 minutes left');
    expect(uploadText(words, { ...row, bytesPerSecond: 0 }, RULES)).to.equal('25%, 250 kB of 1 MB');
    expect(uploadText(words, { ...row, sentBytes: 1_000_000 }, RULES)).to.contain('checking');
  });

  it('say why in the words of the element, by the code', () => {
    const failed = { ...row, state: 'failed' as const };
    expect(uploadText(words, { ...failed, error: { code: 'plan_limit' } }, RULES)).to.contain('plan');
    expect(uploadText(words, { ...failed, error: new Error('x') }, RULES)).to.contain('could not do it');
    expect(uploadText(words, { ...row, state: 'refused', refusal: 'size' }, RULES)).to.contain(
      'at most 1 kB',
    );
  });
});

describe('Selection', () => {
  it('marks everything between two with Shift, and forgets what has gone', () => {
    const selection = new Selection();
    const order = ['a', 'b', 'c', 'd'];
    selection.set('b', true, order, false);
    selection.set('d', true, order, true);
    expect([...selection.ids]).to.deep.equal(['b', 'c', 'd']);
    selection.keep(['a', 'c']);
    expect([...selection.ids]).to.deep.equal(['c']);
  });
});

describe('timeBounds', () => {
  const now = Date.parse('2026-01-05T10:00:30Z');

  it('asks in whole minutes, so that it does not ask with each drawing', () => {
    expect(timeBounds('day', null, now)).to.deep.equal({ from: '2026-01-04T10:00:00.000Z' });
    expect(timeBounds('shared', { lastMs: 60_000 }, now)).to.deep.equal({ from: '2026-01-05T09:59:00.000Z' });
  });

  it('takes the neighbours by their word, and all times where they have none', () => {
    expect(timeBounds('shared', { from: 0, to: 1000 }, now)).to.deep.equal({
      from: '1970-01-01T00:00:00.000Z',
      to: '1970-01-01T00:00:01.000Z',
    });
    expect(timeBounds('shared', null, now)).to.deep.equal({});
    expect(timeBounds('', { lastMs: 60_000 }, now)).to.deep.equal({});
  });
});

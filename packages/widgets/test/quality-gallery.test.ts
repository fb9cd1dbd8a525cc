import type { QualityImage } from '@nexus-mfg/sdk';
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { PictureUrls } from '../src/quality-gallery/picture-urls.ts';
import type { NexusQualityGallery } from '../src/quality-gallery/quality-gallery.ts';
import { createView } from '../src/view/view.ts';
import { expectAccessible } from './support/accessible.ts';
import { all, choose, drag, eventually, fileOf } from './support/files.ts';
import { first, mountWith, type Plant, part, plant, textOf, until } from './support/fixture.ts';

function gallery(of: Plant, attributes = ''): NexusQualityGallery {
  return first(
    mountWith(of.nexus, `<nexus-quality-gallery ${attributes}></nexus-quality-gallery>`),
    'nexus-quality-gallery',
  );
}

const results = (element: Element): (string | undefined)[] =>
  all(element, '.card').map(({ dataset }) => dataset.result);
const title = (element: Element): string | undefined => all(element, '.viewer-name')[0]?.textContent?.trim();

async function open(element: Element, result: string): Promise<void> {
  (await part(element, `.card[data-result=${result}] [data-open]`)).click();
  await part(element, 'dialog[open] .frame img');
}

describe('<nexus-quality-gallery>', () => {
  it('is accessible and shows each result in shape and word', async () => {
    const element = gallery(plant());
    await until(() => all(element, '.card img').length === 4);
    expect(results(element)).to.deep.equal(['pass', 'fail', 'review', 'none']);
    for (const word of ['Pass', 'Fail', 'To review', 'Not inspected', '1 defect'])
      expect(textOf(element)).to.include(word);
    expect(all(element, '.caption .shape')).to.have.length(4);
    expect(all<HTMLImageElement>(element, '.card img')[1]?.alt).to.equal('Housing 4712.png. Fail.');
    await expectAccessible(element);
  });

  it('keeps the size of a card when its picture comes', async () => {
    const of = plant();
    const element = gallery(of);
    const card = await part(element, '[data-picture]');
    const before = card.offsetHeight;
    await until(() => all<HTMLImageElement>(element, '.card img')[0]?.complete);
    expect(card.offsetHeight).to.equal(before);
  });

  it('filters by result, machine and time', async () => {
    const of = plant();
    const machine = (await of.nexus.machines.list()).find(({ name }) => name === 'Mill 01');
    const element = gallery(of, 'result="fail"');
    await until(() => results(element).join() === 'fail');
    choose(element, '[data-filter=result]', 'none');
    await until(() => results(element).join() === 'none');
    choose(element, '[data-filter=result]', '');
    await until(() => results(element).length === 4);
    await part(element, '[data-filter=machine]');
    choose(element, '[data-filter=machine]', machine?.id ?? '');
    await until(() => results(element).join() === 'pass');
    choose(element, '[data-filter=machine]', '');
    choose(element, 'input[type=search]', 'flange');
    await until(() => results(element).join() === 'review,none');
  });

  it('follows the range of the page only when it is told to', async () => {
    const of = plant();
    const view = createView({ range: { from: of.data.now() - 5 * 3_600_000, to: of.data.now() } });
    const plain = gallery(of);
    plain.view = view;
    await until(() => results(plain).length === 4);
    const following = gallery(of, 'follows-range');
    following.view = view;
    await until(() => results(following).join() === 'pass,fail');
    choose(following, '[data-filter=time]', '');
    await until(() => results(following).length === 4);
  });

  it('takes pictures only, and by camera on phones', async () => {
    const element = gallery(plant());
    await part(element, '[data-picture]');
    const camera = await part<HTMLInputElement>(element, 'input[data-for=camera]');
    expect([camera.accept, camera.getAttribute('capture')]).to.deep.equal(['image/*', 'environment']);
    drag(element, 'drop', [fileOf('report.pdf'), fileOf('new.png', 10, 'image/png')]);
    await until(() => results(element).length === 5);
    expect(all(element, '.upload').map(({ dataset }) => dataset.state)).to.deep.equal(['refused', 'done']);
  });

  it('draws the defects over the picture where they are, and leaves them out', async () => {
    const element = gallery(plant());
    await open(element, 'fail');
    const box = await part(element, '.defect-box');
    const frame = await part(element, '.frame');
    await until(() => frame.style.getPropertyValue('--ratio') !== '');
    const [inner, outer] = [box.getBoundingClientRect(), frame.getBoundingClientRect()];
    expect((inner.left - outer.left) / outer.width).to.be.closeTo(0.3, 0.01);
    expect((inner.top - outer.top) / outer.height).to.be.closeTo(0.4, 0.01);
    expect(inner.width / outer.width).to.be.closeTo(0.25, 0.01);
    expect(textOf(element)).to.include('scratch 93% sure');
    (await part(element, '.toggle input')).click();
    await until(() => all(element, '.defect-box').length === 0);
  });

  it('zooms by key and wheel, and moves', async () => {
    const element = gallery(plant());
    await open(element, 'fail');
    const stage = await part(element, '.stage');
    const mover = await part(element, '.mover');
    stage.focus();
    await sendKeys({ press: '+' });
    await until(() => mover.style.transform.includes('scale(1.5)'));
    await sendKeys({ down: 'Shift' });
    await sendKeys({ press: 'ArrowLeft' });
    await sendKeys({ up: 'Shift' });
    await until(() => mover.style.transform.includes('translate(60px'));
    expect(title(element), 'Shift moves the picture, not to the next one').to.equal('Housing 4712.png');
    await sendKeys({ press: '0' });
    await until(() => mover.style.transform.includes('scale(1)'));
    const wheel = new WheelEvent('wheel', { deltaY: -400, cancelable: true });
    stage.dispatchEvent(wheel);
    expect(wheel.defaultPrevented).to.equal(true);
    await until(() => !mover.style.transform.includes('scale(1)'));
    await sendKeys({ press: 'ArrowRight' });
    await until(() => title(element) === 'Flange 0815.png');
    expect((await part(element, '.zoomed')).textContent).to.equal('100%');
  });

  it('lets a person give another result and notes', async () => {
    const of = plant();
    const element = gallery(of);
    await open(element, 'none');
    (await part(element, '[data-set=pass]')).click();
    await until(() => all(element, '.verdict')[0]?.dataset.result === 'pass');
    choose(element, '.notes textarea', 'Measured by hand.');
    (await part(element, '.notes [type=submit]')).click();
    const flange = async (): Promise<QualityImage | undefined> =>
      (await of.nexus.quality.list()).items.find(({ name }) => name === 'Flange 0816.png');
    await eventually(async () => (await flange())?.notes === 'Measured by hand.');
    expect(await flange()).to.include({ result: 'pass', inspectedBy: 'person' });
  });

  it('forgets what was typed for one picture beside the next', async () => {
    const element = gallery(plant());
    await open(element, 'review');
    choose(element, '.notes textarea', 'half a thought');
    all(element, '.step')[1]?.click();
    await until(() => title(element) === 'Flange 0816.png');
    expect((await part<HTMLTextAreaElement>(element, '.notes textarea')).value).to.equal('');
  });

  it('gives no result from who may only look', async () => {
    const element = gallery(plant({ signedInAs: 'ceo@alpenwerk.example' }));
    await open(element, 'fail');
    expect(all(element, '[data-set], .notes, [data-act=delete]')).to.have.length(0);
    expect(textOf(element)).to.include('Sorted out.');
  });

  it('tells whom to ask who may not see pictures', async () => {
    const element = gallery(plant({ signedInAs: 'sales@alpenwerk.example' }));
    await part(element, '[data-kind=no-permission]');
    expect(all(element, '.card')).to.have.length(0);
  });

  it('compares two marked pictures under one zoom', async () => {
    const element = gallery(plant());
    await part(element, '[data-picture]');
    for (const box of all<HTMLInputElement>(element, '.card .check input').slice(0, 2)) box.click();
    (await part(element, '[data-act=compare]')).click();
    await until(() => all(element, '.mover').length === 2);
    (await part(element, '.stage-bar button:nth-of-type(2)')).click();
    await until(() => all(element, '.mover').every(({ style }) => style.transform.includes('scale(1.5)')));
    await expectAccessible(element);
  });
});

describe('PictureUrls', () => {
  it('asks for four at a time, what came into sight last first', async () => {
    const asked: string[] = [];
    const answers: (() => void)[] = [];
    const urls = new PictureUrls(() => {});
    urls.from({
      previewUrl: (id) =>
        new Promise((resolve) => {
          asked.push(id);
          answers.push(() => resolve(`url:${id}`));
        }),
    });
    for (const id of ['a', 'b', 'c', 'd', 'e', 'f']) urls.want(id);
    expect(asked).to.deep.equal(['a', 'b', 'c', 'd']);
    answers[0]?.();
    await until(() => asked.length === 5);
    expect(asked[4]).to.equal('f');
    expect(urls.of('a')).to.equal('url:a');
    urls.want('a');
    expect(asked).to.have.length(5);
  });
});

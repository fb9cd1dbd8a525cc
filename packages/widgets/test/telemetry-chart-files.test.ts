import { sendKeys, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { choose, mountChart } from './support/chart.ts';
import { part, shadow, textOf, until } from './support/fixture.ts';

/** Catches what would be stored. */
function catchFiles(): { names: string[]; blobs: Blob[]; release: () => void } {
  const caught = { names: [] as string[], blobs: [] as Blob[] };
  const { createObjectURL } = URL;
  const { click } = HTMLAnchorElement.prototype;
  URL.createObjectURL = (blob: Blob) => {
    caught.blobs.push(blob);
    return createObjectURL(blob);
  };
  HTMLAnchorElement.prototype.click = function stored() {
    caught.names.push(this.download);
  };
  const release = (): void => {
    URL.createObjectURL = createObjectURL;
    HTMLAnchorElement.prototype.click = click;
  };
  return { ...caught, release };
}

describe('<nexus-telemetry-chart>, menu', () => {
  beforeEach(() => setViewport({ width: 1000, height: 800 }));

  it('opens, moves and closes by keys, and gives the focus back', async () => {
    const { element } = await mountChart('range="15m"');
    const more = await part(element, '.more');
    more.focus();
    await sendKeys({ press: 'Enter' });
    await part(element, '.menu');
    const active = (): string | undefined =>
      (shadow(element).activeElement as HTMLElement | null)?.dataset.act;
    await until(() => active() === 'zoomIn');
    await expectAccessible(element);
    await sendKeys({ press: 'End' });
    expect(active()).to.equal('savePng');
    await sendKeys({ press: 'ArrowDown' });
    expect(active()).to.equal('zoomIn');
    await sendKeys({ press: 'Escape' });
    await until(() => shadow(element).querySelector('.menu') === null);
    expect(shadow(element).activeElement).to.equal(more);
  });

  it('closes when somebody clicks elsewhere', async () => {
    const { element } = await mountChart('range="15m"');
    (await part(element, '.more')).click();
    await part(element, '.menu');
    document.body.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true, composed: true }));
    await until(() => shadow(element).querySelector('.menu') === null);
  });

  it('shows what is drawn as a table of bounded length, with notes, and hides it again', async () => {
    const { element } = await mountChart('range="8h" metrics="vibration temperature"');
    element.annotations = [{ at: Date.now() - 3_600_000, text: 'Pump off' }];
    await part(element, '.notes');
    await choose(element, 'showTable');
    const table = await part(element, '.table');
    const rows = table.querySelectorAll('tbody tr');
    expect(rows.length).to.be.within(60, 130);
    expect(rows[0]?.querySelectorAll('td').length).to.equal(7);
    expect([...rows].filter((row) => row.textContent?.includes('Pump off')).length).to.equal(1);
    await expectAccessible(element);
    await choose(element, 'hideTable');
    await until(() => shadow(element).querySelector('.table') === null);
  });
});

describe('<nexus-telemetry-chart>, files', () => {
  let files: ReturnType<typeof catchFiles>;
  beforeEach(async () => {
    await setViewport({ width: 1000, height: 800 });
    files = catchFiles();
  });
  afterEach(() => files.release());

  it('stores the readings of the window as CSV on the clocks of the zone', async () => {
    const { element } = await mountChart('range="15m" metrics="vibration" time-zone="Asia/Tokyo"');
    await choose(element, 'saveCsv');
    await until(() => files.names.length === 1);
    expect(files.names[0]).to.match(/^Vibration-of-.+\.csv$/);
    const lines = (await files.blobs[0]?.text())?.trim().split('\r\n') ?? [];
    expect(lines[0]).to.equal('time,vibration');
    expect(lines.length).to.be.within(440, 460);
    expect(lines[1]).to.match(/^\d{4}-\d\d-\d\dT[\d:.]+\+09:00,[\d.]+$/);
    await until(() => textOf(element).includes('The CSV file is ready.'));
  });

  it('can be given up', async () => {
    const { element, data } = await mountChart('range="15m"');
    data.setLatency(Number.POSITIVE_INFINITY);
    await choose(element, 'saveCsv');
    const cancel = await part(element, '.job .button');
    await expectAccessible(element);
    cancel.click();
    await until(() => shadow(element).querySelector('.job') === null);
    expect(files.names).to.deep.equal([]);
    expect(textOf(element)).to.contain('given up');
  });

  it('says why a file could not be made', async () => {
    const { element, data } = await mountChart('range="15m"');
    data.failNext('permission_denied');
    await choose(element, 'saveCsv');
    const notice = await part(element, '.notice');
    expect(notice.textContent).to.contain('could not be made');
  });

  it('stores a picture, twice as large as on the screen', async () => {
    const { element } = await mountChart('range="15m"');
    await choose(element, 'savePng');
    await until(() => files.names.length === 1);
    expect(files.names[0]).to.match(/\.png$/);
    const picture = await createImageBitmap(new Blob(files.blobs, { type: 'image/png' }));
    const plot = await part(element, '.plot');
    expect(picture.width).to.equal(2 * plot.clientWidth + 64);
    const canvas = new OffscreenCanvas(picture.width, picture.height);
    const ctx = canvas.getContext('2d');
    ctx?.drawImage(picture, 0, 0);
    const { data = [] } = ctx?.getImageData(0, picture.height / 3, picture.width, picture.height / 2) ?? {};
    expect(new Set(Array.from(data).filter((_, index) => index % 4 === 0)).size).to.be.above(10);
    await until(() => textOf(element).includes('The picture is ready.'));
  });
});

import { resetMouse, sendKeys, sendMouse, setViewport } from '@web/test-runner-commands';
import { expect } from 'chai';
import { createView, NexusRangeChangeEvent, type NexusTimeRange, type TimeRange } from '../src/index.ts';
import { expectAccessible } from './support/accessible.ts';
import { first, mount, part, shadow, textOf, until } from './support/fixture.ts';

const HOUR_MS = 3_600_000;
/** 10:00 to 14:30 in Berlin. */
const SPAN = { from: Date.parse('2026-03-10T09:00:30.500Z'), to: Date.parse('2026-03-10T13:30Z') };

async function picker(attributes = '', own: Partial<NexusTimeRange> = {}): Promise<NexusTimeRange> {
  const element = first(mount(`<nexus-time-range ${attributes}></nexus-time-range>`), 'nexus-time-range');
  Object.assign(element, own);
  await element.updateComplete;
  return element;
}

async function opened(attributes = '', own: Partial<NexusTimeRange> = {}): Promise<NexusTimeRange> {
  const element = await picker(`time-zone="Europe/Berlin" ${attributes}`, own);
  (await part(element, '.trigger')).click();
  await part(element, '.sheet');
  return element;
}

function heard(element: Element): TimeRange[] {
  const ranges: TimeRange[] = [];
  element.addEventListener('nexus-range-change', (event) => {
    if (event instanceof NexusRangeChangeEvent) ranges.push(event.range);
  });
  return ranges;
}

async function type(element: NexusTimeRange, id: string, text: string): Promise<void> {
  const field = await part<HTMLInputElement>(element, `#${id}`);
  field.value = text;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.dispatchEvent(new FocusEvent('blur'));
  await element.updateComplete;
}

const say = (element: Element, selector: string): string =>
  (shadow(element).querySelector(selector)?.textContent ?? '').replace(/\s+/g, ' ').trim();
const press = (element: Element, selector: string): void =>
  shadow(element).querySelector<HTMLElement>(selector)?.click();
const focusedDay = (element: Element): string | undefined =>
  shadow(element).activeElement instanceof HTMLElement
    ? (shadow(element).activeElement as HTMLElement).dataset.day
    : undefined;

describe('<nexus-time-range>', () => {
  describe('quick ranges', () => {
    it('stand side by side, accessibly, in whole units', async () => {
      const element = await picker();
      expect(
        [...shadow(element).querySelectorAll('.preset')].map((one) => one.textContent?.trim()),
      ).to.deep.equal(['15 min', '1 hr', '8 hr', '24 hr', '7 days', 'Custom…']);
      await expectAccessible(element);
    });

    it('drive what the neighbours look at, and follow it', async () => {
      const view = createView();
      const element = await picker('', { view });
      const ranges = heard(element);
      press(element, '.preset:nth-of-type(3)');
      expect(view.value.range).to.deep.equal({ lastMs: 8 * HOUR_MS });
      expect(element.value).to.equal(null);
      expect(ranges).to.deep.equal([{ lastMs: 8 * HOUR_MS }]);
      view.set({ range: { lastMs: HOUR_MS } });
      await until(() => say(element, '[aria-pressed=true]') === '1 hr');
      expect(ranges).to.have.length(1);
    });

    it('leave the neighbours alone with a value of its own, or unlinked', async () => {
      for (const own of [{ value: { lastMs: HOUR_MS } }, { unlinked: true }]) {
        const view = createView({ range: { lastMs: 24 * HOUR_MS } });
        const element = await picker('', { view, ...own });
        expect(say(element, '[aria-pressed=true]')).to.equal('value' in own ? '1 hr' : '');
        press(element, '.preset:nth-of-type(1)');
        expect(element.value).to.deep.equal({ lastMs: HOUR_MS / 4 });
        expect(view.value.range).to.deep.equal({ lastMs: 24 * HOUR_MS });
      }
    });

    it('say nothing when the page sets the value, nor when the same one is pressed again', async () => {
      const element = await picker('unlinked');
      const ranges = heard(element);
      element.value = { lastMs: HOUR_MS };
      await element.updateComplete;
      press(element, '[aria-pressed=true]');
      expect(ranges).to.deep.equal([]);
    });

    it('are those of the page, without those that cannot be', async () => {
      const presets = [
        { lastMs: 90 * 60_000 },
        { lastMs: -1 },
        { lastMs: Number.NaN },
        { lastMs: 48 * HOUR_MS },
      ];
      const element = await picker('', { presets });
      expect(textOf(element)).to.match(/^90 min ?2 days ?Custom…$/);
    });

    it('are the usual ones where the page gives none', async () => {
      for (const presets of [undefined, null, [null]] as unknown[]) {
        const element = await picker('', { presets } as Partial<NexusTimeRange>);
        expect(textOf(element)).to.contain(Array.isArray(presets) ? 'Custom…' : '15 min');
      }
    });

    it('outlive a value that cannot be', async () => {
      const element = await picker('compact', { value: { from: 2, to: 1 } });
      expect(textOf(element)).to.equal('Choose a time range');
    });
  });

  it('tells both ends on the clocks of its zone, one button when compact', async () => {
    const element = await picker('compact time-zone="Asia/Kolkata"', { value: SPAN });
    const text = say(element, '.trigger');
    expect(text).to.match(/10.*14:30 – 19:00/);
    expect(shadow(element).querySelectorAll('button').length).to.equal(1);
    expect(shadow(element).querySelector('.trigger')?.getAttribute('aria-label')).to.equal(
      `Time range: ${text}`,
    );
    await expectAccessible(element);
  });

  describe('panel', () => {
    it('opens as an accessible dialog and gives the focus back on Escape', async () => {
      const element = await opened('', { value: SPAN });
      await until(() => shadow(element).activeElement?.getAttribute('role') === 'dialog');
      await expectAccessible(element);
      await sendKeys({ press: 'Escape' });
      await until(() => !shadow(element).querySelector('.panel'));
      expect(shadow(element).activeElement?.classList.contains('trigger')).to.equal(true);
    });

    it('takes Escape for itself: what it stands in stays open', async () => {
      const element = await opened('', { value: SPAN });
      const heardOf: Event[] = [];
      const note = (event: Event): void => void heardOf.push(event);
      document.body.addEventListener('keydown', note);
      try {
        await until(() => shadow(element).activeElement?.getAttribute('role') === 'dialog');
        const giveUp = (): KeyboardEvent => {
          const event = new KeyboardEvent('keydown', {
            key: 'Escape',
            bubbles: true,
            composed: true,
            cancelable: true,
          });
          shadow(element).activeElement?.dispatchEvent(event);
          return event;
        };
        expect(giveUp().defaultPrevented).to.equal(true);
        expect(heardOf).to.deep.equal([]);
        await until(() => !shadow(element).querySelector('.panel'));
        expect(giveUp().defaultPrevented).to.equal(false);
        expect(heardOf.length).to.equal(1);
      } finally {
        document.body.removeEventListener('keydown', note);
      }
    });

    it('closes under a press beside it, without a choice', async () => {
      const element = await opened();
      const ranges = heard(element);
      await sendMouse({ type: 'click', position: [780, 590] });
      await resetMouse();
      await until(() => !shadow(element).querySelector('.panel'));
      expect(ranges).to.deep.equal([]);
    });

    it('stays within a phone', async () => {
      await setViewport({ width: 390, height: 700 });
      try {
        const element = await opened('compact', { value: SPAN });
        await until(() => {
          const box = shadow(element).querySelector('.panel')?.getBoundingClientRect();
          return (
            box && box.left >= 0 && box.right <= 390 && box.top >= 0 && box.bottom <= 700 && box.height > 300
          );
        });
        const panel = await part(element, '.panel');
        expect(panel.scrollWidth).to.be.at.most(panel.clientWidth);
      } finally {
        await setViewport({ width: 800, height: 600 });
      }
    });

    it('keeps what was shown to the millisecond while nobody types', async () => {
      const element = await opened('', { value: SPAN });
      const ranges = heard(element);
      await type(element, 'end-time', '15:00');
      press(element, '.apply');
      expect(ranges).to.deep.equal([{ from: SPAN.from, to: Date.parse('2026-03-10T14:00Z') }]);
    });

    it('leaves a window that moves on as it is when nothing is changed', async () => {
      const element = await opened('', { value: { lastMs: HOUR_MS } });
      expect(say(element, '.sentence')).to.equal('Last hour, moving on with the clock.');
      press(element, '.apply');
      expect(element.value).to.deep.equal({ lastMs: HOUR_MS });
    });

    it('says the range with its length', async () => {
      const element = await opened('', { value: SPAN });
      expect(say(element, '.sentence')).to.match(
        /From Mar 10, 2026, 10:00 to Mar 10, 2026, 14:30: 4 hours, 29 minutes\./,
      );
    });

    it('offers yesterday of the zone', async () => {
      const element = await opened('');
      const ranges = heard(element);
      [...shadow(element).querySelectorAll<HTMLElement>('.quick-range')]
        .find((one) => one.textContent === 'Yesterday')
        ?.click();
      const [range] = ranges;
      if (!range || !('from' in range)) throw new Error('No span.');
      const clock = new Intl.DateTimeFormat('en', {
        timeStyle: 'short',
        hourCycle: 'h23',
        timeZone: 'Europe/Berlin',
      });
      expect([clock.format(range.from), clock.format(range.to)]).to.deep.equal(['00:00', '00:00']);
      expect(range.to).to.be.below(Date.now());
    });
  });

  describe('fields', () => {
    for (const [what, id, text, told] of [
      ['no date', 'start-date', '', 'Give a date and a time.'],
      ['an end before the start', 'end-time', '09:00', 'The end has to be after the start.'],
      ['a start in the future', 'start-date', '2098-01-01', 'Nothing has been measured that late.'],
    ] as const)
      it(`tell ${what} in place and take nothing`, async () => {
        const element = await opened('', { value: SPAN });
        const ranges = heard(element);
        await type(element, id, text);
        const edge = id.split('-')[0];
        expect(say(element, `#${edge}-note`)).to.contain(told);
        expect(shadow(element).querySelector(`#${id}`)?.getAttribute('aria-invalid')).to.equal('true');
        press(element, '.apply');
        expect(ranges).to.deep.equal([]);
        await until(() => shadow(element).activeElement?.id === `${edge}-date`);
      });

    it('do not scold while somebody is still typing', async () => {
      const element = await opened('', { value: SPAN });
      const field = await part<HTMLInputElement>(element, '#start-date');
      field.value = '';
      field.dispatchEvent(new Event('input', { bubbles: true }));
      await element.updateComplete;
      expect(say(element, '#start-note')).to.equal('');
    });

    it('cut an end in the future to now, and one before the earliest to that, and say so', async () => {
      const min = Date.parse('2026-03-09T23:00Z');
      const element = await opened('', { value: SPAN, min, max: Date.parse('2026-03-11T12:00Z') });
      const ranges = heard(element);
      await type(element, 'start-date', '2026-03-01');
      await type(element, 'end-date', '2027-01-01');
      expect(say(element, '#start-note')).to.equal('The earliest is taken: Mar 10, 2026, 00:00.');
      expect(say(element, '#end-note')).to.equal('The latest is taken: Mar 11, 2026, 13:00.');
      press(element, '.apply');
      expect(ranges).to.deep.equal([{ from: min, to: Date.parse('2026-03-11T12:00Z') }]);
    });

    it('say what becomes of a time that the clocks leave out', async () => {
      const element = await opened('', { value: SPAN });
      await type(element, 'end-date', '2026-03-30');
      await type(element, 'start-date', '2026-03-29');
      await type(element, 'start-time', '02:30');
      expect(say(element, '#start-note')).to.match(/02:30 is left out, Mar 29, 03:30 is taken\.$/);
    });

    it('take all of an hour that comes twice', async () => {
      const element = await opened('', { value: SPAN });
      const ranges = heard(element);
      for (const edge of ['start', 'end']) {
        await type(element, `${edge}-date`, '2025-10-26');
        await type(element, `${edge}-time`, '02:30');
      }
      expect(say(element, '#start-note')).to.contain('The first is taken (UTC+02:00).');
      expect(say(element, '#end-note')).to.contain('The second is taken (UTC+01:00).');
      press(element, '.apply');
      expect(ranges).to.deep.equal([
        { from: Date.parse('2025-10-26T00:30Z'), to: Date.parse('2025-10-26T01:30Z') },
      ]);
    });
  });

  describe('calendar', () => {
    it('is walked by keys: days, weeks, months, years, ends of the week', async () => {
      const element = await opened('', { value: SPAN });
      (await part(element, 'td[tabindex="0"]')).focus();
      expect(focusedDay(element)).to.equal('2026-03-10');
      for (const [key, day] of [
        ['ArrowRight', '2026-03-11'],
        ['ArrowLeft', '2026-03-10'],
        ['ArrowDown', '2026-03-17'],
        ['ArrowUp', '2026-03-10'],
        ['Home', '2026-03-08'],
        ['End', '2026-03-14'],
        ['PageUp', '2026-02-14'],
        ['PageDown', '2026-03-14'],
        ['Shift+PageUp', '2025-03-14'],
        ['Shift+PageDown', '2026-03-14'],
      ] as const) {
        const [name = '', shift] = key.split('+').reverse();
        if (shift) await sendKeys({ down: shift });
        await sendKeys({ press: name });
        if (shift) await sendKeys({ up: shift });
        await until(() => focusedDay(element) === day);
      }
    });

    it('goes the other way from right to left', async () => {
      const element = await opened('dir="rtl"', { value: SPAN });
      (await part(element, 'td[tabindex="0"]')).focus();
      await sendKeys({ press: 'ArrowLeft' });
      await until(() => focusedDay(element) === '2026-03-11');
    });

    it('takes a first and a last day, whichever way round, as whole days', async () => {
      const element = await opened('', { value: SPAN });
      const ranges = heard(element);
      (await part(element, '[data-day="2026-03-12"]')).click();
      await element.updateComplete;
      expect(say(element, '.calendar-hint')).to.equal('Choose the last day.');
      (await part(element, '[data-day="2026-03-10"]')).focus();
      await sendKeys({ press: 'ArrowUp' });
      await sendKeys({ press: 'Enter' });
      await element.updateComplete;
      expect(shadow(element).querySelectorAll('td[aria-selected=true]').length).to.equal(8);
      press(element, '.apply');
      expect(ranges).to.deep.equal([
        { from: Date.parse('2026-03-04T23:00Z'), to: Date.parse('2026-03-12T23:00Z') },
      ]);
    });

    it('takes no day that is not there yet', async () => {
      const element = await opened('', { value: SPAN, max: Date.parse('2026-03-20T12:00Z') });
      (await part(element, '[data-day="2026-03-21"]')).click();
      await element.updateComplete;
      expect(say(element, '.calendar-hint')).to.equal('Choose the first day.');
      expect(
        shadow(element).querySelector('[data-day="2026-03-21"]')?.getAttribute('aria-disabled'),
      ).to.equal('true');
    });

    for (const [locale, heading] of [
      ['en-US', 'S'],
      ['de', 'M'],
    ] as const)
      it(`begins the week as ${locale} does`, async () => {
        const host = mount(
          `<div lang="${locale}"><nexus-time-range time-zone="UTC"></nexus-time-range></div>`,
        );
        const element = first(host, 'nexus-time-range');
        element.value = SPAN;
        (await part(element, '.trigger')).click();
        expect((await part(element, 'th')).textContent).to.equal(heading);
      });
  });

  describe('time zone', () => {
    it('is searched by name and moves the fields, not the range', async () => {
      const element = await opened('', { value: SPAN });
      const zones: string[] = [];
      element.addEventListener('nexus-time-zone-change', ({ timeZone }) => zones.push(timeZone));
      const field = await part<HTMLInputElement>(element, '#zone');
      field.focus();
      await sendKeys({ type: 'new yor' });
      await until(() => say(element, '.zones [data-active]').startsWith('America/New York'));
      await sendKeys({ press: 'Enter' });
      await element.updateComplete;
      expect(zones).to.deep.equal(['America/New_York']);
      expect((await part<HTMLInputElement>(element, '#start-time')).value).to.equal('05:00');
      expect(element.value).to.deep.equal(SPAN);
    });

    it('closes its list with Escape, and only that', async () => {
      const element = await opened('', { value: SPAN });
      const field = await part<HTMLInputElement>(element, '#zone');
      field.focus();
      await sendKeys({ press: 'ArrowDown' });
      await until(() => !shadow(element).querySelector('.zones')?.hasAttribute('hidden'));
      await expectAccessible(element);
      await sendKeys({ press: 'Escape' });
      await until(() => shadow(element).querySelector('.zones')?.hasAttribute('hidden'));
      expect(shadow(element).querySelectorAll('.panel').length).to.equal(1);
    });

    it('offers the plant first after the device, then UTC', async () => {
      const element = await opened('plant-time-zone="America/Monterrey"', { value: SPAN });
      (await part(element, '#zone')).click();
      await part(element, '.zones li');
      const names = [...shadow(element).querySelectorAll('.zone-name')]
        .slice(0, 3)
        .map((one) => one.textContent);
      expect(names[0]).to.match(/^This device: /);
      expect(names.slice(1)).to.deep.equal(['Plant: America/Monterrey', 'UTC']);
    });

    it('that is not known falls back to the device, and says so', async () => {
      const element = await picker('time-zone="Europe/Atlantis"', { value: SPAN });
      (await part(element, '.trigger')).click();
      await until(() => say(element, '#zone-hint').includes('Europe/Atlantis is not known'));
    });
  });
});

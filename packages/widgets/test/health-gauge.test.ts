import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import { expectAccessible } from './support/accessible.ts';
import { emulate } from './support/emulate.ts';
import { itWith } from './support/engine.ts';
import { first, mount, mountWith, part, plant, shadow, textOf, until } from './support/fixture.ts';

const AT = new Date().toISOString();
const PARTS = [
  { name: 'vibration', score: 31, reason: '7.4 mm/s RMS, zone D starts at 7.1 mm/s.', at: AT },
  { name: 'temperature', score: 88, reason: '61 °C, limit 90 °C.', at: AT },
];

async function gauge(attributes: string): Promise<HTMLElementTagNameMap['nexus-health-gauge']> {
  const element = first(
    mount(`<nexus-health-gauge ${attributes}></nexus-health-gauge>`),
    'nexus-health-gauge',
  );
  await element.updateComplete;
  return element;
}

describe('<nexus-health-gauge>', () => {
  for (const [attributes, state, word] of [
    ['value="92" label="Mill 01"', 'ok', 'Good'],
    ['value="80"', 'ok', 'Good'],
    ['value="79.9"', 'degraded', 'Watch'],
    ['value="49.6"', 'critical', 'Act now'],
    ['', 'unknown', 'Unknown'],
    ['value="60" stale', 'degraded', 'Watch'],
  ] as const)
    it(`says ${word} for ${attributes || 'no value'}, accessibly`, async () => {
      const element = await gauge(attributes);
      expect(textOf(element)).to.contain(word);
      expect(shadow(element).querySelector('figure')?.dataset.state).to.equal(state);
      await expectAccessible(element);
    });

  it('rounds down, so that a score does not read better than its word', async () => {
    const element = await gauge('value="49.6"');
    expect(shadow(element).querySelector('.figure')?.textContent).to.equal('49');
  });

  it('gives each state another shape', async () => {
    const shapes = await Promise.all(
      ['value="92"', 'value="60"', 'value="20"', ''].map(async (attributes) => {
        const element = await gauge(attributes);
        return shadow(element)
          .querySelector('.word svg')
          ?.innerHTML.replace(/<!--.*?-->/g, '');
      }),
    );
    expect(new Set(shapes).size).to.equal(4);
  });

  it('draws the arc as far as the score', async () => {
    const element = await gauge('value="37"');
    expect(shadow(element).querySelector('.indicator')?.getAttribute('stroke-dasharray')).to.equal('37 200');
  });

  it('opens the parts below the dial on focus where it is narrow, and puts them away with Escape', async () => {
    const element = await gauge('value="31" label="Pump 02" style="width: 300px"');
    element.parts = PARTS;
    await element.updateComplete;
    const list = await part(element, '.parts');
    const closed = element.offsetHeight;
    expect(getComputedStyle(list).display).to.equal('none');
    await sendKeys({ press: 'Tab' });
    await until(() => getComputedStyle(list).display === 'block');
    expect(list.textContent).to.contain('zone D starts at 7.1 mm/s');
    expect(element.offsetHeight - closed).to.be.at.least(list.offsetHeight);
    await expectAccessible(element);
    await sendKeys({ press: 'Escape' });
    await until(() => getComputedStyle(list).display === 'none');
    await sendKeys({ press: 'Enter' });
    await until(() => getComputedStyle(list).display === 'block');
    shadow(element).querySelector<HTMLElement>('.reach')?.blur();
    await until(() => getComputedStyle(list).display === 'none');
  });

  it('names every part for people, also one that it does not know, and says which was measured before', async () => {
    const element = await gauge('value="70" style="width: 380px"');
    const before = new Date(Date.now() - 600_000).toISOString();
    const part = (name: string, score: number, at: string) => ({ name, score, reason: `${name} it is.`, at });
    element.parts = [
      part('power', 75, before),
      part('vibration', 97, AT),
      part('age', 79, AT),
      part('oil_level', 99, AT),
    ];
    await until(() => shadow(element).querySelector('.parts'));
    const texts = (selector: string): (string | undefined)[] =>
      [...shadow(element).querySelectorAll(selector)].map((one) => one.textContent?.trim());
    expect(texts('.part-name')).to.deep.equal(['Energy', 'Age of the data', 'Vibration', 'Oil level']);
    const [power, age, vibration] = texts('.part-reason');
    expect(power).to.match(/^power it is\. As of .+\.$/);
    expect(age).to.match(/^No reading since .+\. What it said then may be over\.$/);
    expect(vibration).to.equal('vibration it is.');
    await expectAccessible(element);
  });

  it('calls a machine unknown, not bad, when its last reading is too old to judge', async () => {
    const element = await gauge('style="width: 380px"');
    element.parts = [
      { name: 'age', score: 0, reason: 'No reading since long.', at: '2026-01-01T10:00:00.000Z' },
    ];
    await element.updateComplete;
    const row = await part(element, '.part');
    expect(row.dataset.state).to.equal('unknown');
    expect(row.textContent).to.contain('That is too old to judge.').and.to.contain('–');
    await expectAccessible(element);
  });

  it('opens and closes its parts by touch', async () => {
    const element = await gauge('value="31" style="width: 300px"');
    element.parts = PARTS;
    const [list, reach] = [await part(element, '.parts'), await part(element, '.reach')];
    const tap = (): boolean => reach.dispatchEvent(new PointerEvent('click', { pointerType: 'touch' }));
    tap();
    await until(() => getComputedStyle(list).display === 'block');
    tap();
    await until(() => getComputedStyle(list).display === 'none');
  });

  it('stands its parts beside the dial where it is wide, worst first, with nothing to press', async () => {
    const element = await gauge('value="31" label="Pump 02" style="width: 380px"');
    element.parts = [...PARTS].reverse();
    await element.updateComplete;
    const [list, dial] = [await part(element, '.parts'), await part(element, '.dial')];
    expect(list.getBoundingClientRect().left).to.be.above(dial.getBoundingClientRect().right);
    expect(list.querySelector('.part-name')?.textContent).to.equal('Vibration');
    expect((await part(element, '.reach')).offsetWidth).to.equal(0);
    expect(element.scrollWidth).to.be.at.most(380);
    await expectAccessible(element);
  });

  it('stands in the middle when there is nothing to explain', async () => {
    const element = await gauge('value="92" style="width: 500px"');
    const { left, right } = (await part(element, '.dial')).getBoundingClientRect();
    const box = element.getBoundingClientRect();
    expect(left - box.left).to.be.closeTo(box.right - right, 1);
    expect(left - box.left).to.be.above(100);
  });

  it('is as quiet as a tile while all is well', async () => {
    const element = await gauge('value="92"');
    const probe = document.createElement('i');
    probe.style.color = 'var(--_border-strong)';
    (await part(element, '.base')).append(probe);
    const { stroke } = getComputedStyle(await part(element, '.indicator'));
    expect(stroke).to.equal(getComputedStyle(probe).color);
  });

  it('lets the page style its caption', async () => {
    const element = await gauge('value="92" label="Mill 01"');
    const style = document.createElement('style');
    style.textContent = 'nexus-health-gauge::part(caption) { display: none }';
    element.before(style);
    expect(getComputedStyle(await part(element, '.caption')).display).to.equal('none');
  });

  it('survives hostile rules of the page', async () => {
    const host =
      mount(`<style>* { font: italic 30px Georgia; letter-spacing: 9px; box-sizing: content-box }</style>
      <nexus-health-gauge value="64"></nexus-health-gauge>`);
    const base = await part(first(host, 'nexus-health-gauge'), '.base');
    const { fontStyle, letterSpacing, fontSize } = getComputedStyle(base);
    expect([fontStyle, letterSpacing, fontSize]).to.deep.equal(['normal', 'normal', '14px']);
  });

  it('fits into 48 px', async () => {
    const element = await gauge('value="64" style="--gauge-size: 48px"');
    expect(element.getBoundingClientRect().width).to.equal(48);
    expect(element.scrollWidth).to.be.at.most(48);
  });

  it('follows a machine inside a provider', async () => {
    const { nexus } = plant();
    const [machine] = await nexus.machines.list();
    const host = mountWith(nexus, `<nexus-health-gauge machine-id="${machine?.id}"></nexus-health-gauge>`);
    const element = first(host, 'nexus-health-gauge');
    await until(() => textOf(element).includes(machine?.name ?? '?'));
    await expectAccessible(element);
  });

  it('says when there is no such machine', async () => {
    const host = mountWith(plant().nexus, '<nexus-health-gauge machine-id="nobody"></nexus-health-gauge>');
    const element = first(host, 'nexus-health-gauge');
    await until(() => textOf(element).includes('No such machine'));
    await expectAccessible(element);
  });

  it('draws without a line of the SDK', async () => {
    const frame = document.createElement('iframe');
    frame.srcdoc = `<script type="module">
      import '${new URL('../src/define/health-gauge.ts', import.meta.url)}';
      document.body.innerHTML = '<nexus-health-gauge value="72" label="Mill 01"></nexus-health-gauge>';
    </script>`;
    document.body.append(frame);
    try {
      await until(() =>
        frame.contentDocument
          ?.querySelector('nexus-health-gauge')
          ?.shadowRoot?.textContent?.includes('Watch'),
      );
      const loaded =
        frame.contentWindow?.performance.getEntriesByType('resource').map(({ name }) => name) ?? [];
      expect(loaded.some((name) => name.includes('/health-gauge/'))).to.equal(true);
      expect(loaded.filter((name) => name.includes('/packages/sdk/'))).to.deep.equal([]);
    } finally {
      frame.remove();
    }
  });

  describe('thresholds', () => {
    it('of the page move the word and the ticks', async () => {
      const element = await gauge('value="72" watch-from="60" good-from="70"');
      expect(textOf(element)).to.contain('Good');
      const moved = shadow(element).querySelector('.zone')?.getAttribute('d');
      expect(moved).not.to.equal(
        shadow(await gauge('value="72"'))
          .querySelector('.zone')
          ?.getAttribute('d'),
      );
    });

    it('that cannot be are left out, with one warning', async () => {
      const warnings: unknown[] = [];
      const { warn } = console;
      console.warn = (text: unknown) => warnings.push(text);
      try {
        const element = await gauge('value="72" watch-from="90" good-from="70.5"');
        element.label = 'Drawn again';
        await element.updateComplete;
        expect(textOf(element)).to.contain('Watch');
        expect(warnings).to.have.length(1);
        expect(String(warnings[0])).to.contain('watchFrom 90 and goodFrom 70.5');
      } finally {
        console.warn = warn;
      }
    });
  });

  describe('trend', () => {
    it('says the change and over how long, and draws it', async () => {
      const element = await gauge('value="60" style="width: 300px"');
      element.trend = [
        { at: 5 * 60_000, value: 66.2 },
        { at: 0, value: 71.9 },
        { at: 12 * 60_000, value: 60 },
      ];
      await element.updateComplete;
      expect((await part(element, '.trend-text')).textContent).to.equal('−11 in 12 min');
      expect(shadow(element).querySelector('.trend path')?.getAttribute('d')).to.match(
        /^M0\.0 .+L25\.0 .+L60\.0 /,
      );
      await expectAccessible(element);
    });

    it('is not drawn from one point', async () => {
      const element = await gauge('value="60"');
      element.parts = PARTS;
      element.trend = [{ at: 0, value: 71 }];
      await part(element, '.parts');
      expect(shadow(element).querySelectorAll('.trend').length).to.equal(0);
    });

    it('of a machine is what was heard since it is on the page, and of no other', async () => {
      const { data, nexus } = plant();
      const machines = await nexus.machines.list();
      const [machine, other] = machines;
      if (!machine || !other) throw new Error('The plant is empty.');
      const host = mountWith(nexus, `<nexus-health-gauge machine-id="${machine.id}"></nexus-health-gauge>`);
      const element = first(host, 'nexus-health-gauge');
      await until(() => textOf(element).includes(machine.name));
      expect(shadow(element).querySelectorAll('.trend').length).to.equal(0);
      data.advance(120_000);
      expect((await part(element, '.trend-text')).textContent).to.match(/(in|for) 2 min\b/);
      element.machineId = other.id;
      await until(() => textOf(element).includes(other.name));
      expect(shadow(element).querySelectorAll('.trend').length).to.equal(0);
    });
  });

  describe('what it follows', () => {
    it('is a plain value before a machine, and a machine before the neighbours', async () => {
      const { nexus } = plant();
      const [one, two] = await nexus.machines.list();
      if (!one || !two) throw new Error('The plant is empty.');
      const host = mountWith(nexus, '<nexus-health-gauge></nexus-health-gauge>');
      const element = first(host, 'nexus-health-gauge');
      const caption = (): string | undefined =>
        shadow(element).querySelector('.caption')?.textContent?.trim();
      await part(element, '[data-state=unknown]');
      first(host, 'nexus-provider').view.set({ machineId: one.id });
      await until(() => caption()?.startsWith(one.name));
      element.machineId = two.id;
      await until(() => caption()?.startsWith(two.name));
      element.value = 12;
      element.label = 'By hand';
      await until(() => caption() === 'By hand');
      element.value = null;
      element.label = '';
      element.machineId = '';
      await until(() => caption()?.startsWith(one.name));
      element.unlinked = true;
      await until(() => caption() === undefined);
      element.unlinked = false;
      await until(() => caption()?.startsWith(one.name));
    });
  });

  it('follows a machine again when a framework takes value, parts and trend back', async () => {
    const { nexus } = plant();
    const [machine] = await nexus.machines.list();
    const host = mountWith(nexus, `<nexus-health-gauge machine-id="${machine?.id}"></nexus-health-gauge>`);
    const element = first(host, 'nexus-health-gauge');
    for (const nothing of [undefined, null]) {
      Object.assign(element, { value: 12, label: 'By hand', parts: PARTS, trend: [] });
      await until(() => textOf(element).includes('By hand'));
      Object.assign(element, { value: nothing, label: nothing, parts: nothing, trend: nothing });
      await until(() => textOf(element).includes(machine?.name ?? '?'));
    }
  });

  describe('bar', () => {
    it('is as long as the score and says the same', async () => {
      const element = await gauge('value="37" shape="bar" label="Mill 01" style="width: 300px"');
      expect((await part(element, '.bar-fill')).getAttribute('width')).to.equal('37');
      expect(shadow(element).querySelector('figure')?.getAttribute('aria-label')).to.equal(
        'Mill 01: health 37 of 100, Act now',
      );
      await expectAccessible(element);
    });

    it('fits into 48 px', async () => {
      const element = await gauge('value="100" shape="bar" style="--gauge-size: 48px"');
      await part(element, '.bar-fill');
      expect(element.getBoundingClientRect().width).to.equal(48);
      expect(element.scrollWidth).to.be.at.most(48);
    });
  });

  describe('in little room', () => {
    /** Whether two parts of the drawing lie over each other. */
    const overlap = (one: Element, other: Element): boolean => {
      const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
      return a.width > 0 && b.width > 0 && a.bottom > b.top + 1 && b.bottom > a.top + 1;
    };

    for (const width of [48, 64, 96, 128, 140, 160, 200, 260])
      it(`keeps everything apart and inside, ${width} px wide`, async () => {
        for (const shape of ['arc', 'bar']) {
          const element = await gauge(
            `value="31" shape="${shape}" label="Pump 02" style="width: ${width}px"`,
          );
          element.parts = PARTS;
          element.trend = [
            { at: 0, value: 92 },
            { at: 70 * 60_000, value: 31 },
          ];
          const [chevron, trend] = [await part(element, '.chevron'), await part(element, '.trend')];
          if (shape === 'bar') await part(element, '.bar-fill');
          expect(element.scrollWidth, `${shape} is as wide as its place`).to.be.at.most(width);
          expect(trend.scrollWidth).to.be.at.most(Math.max(width, trend.offsetWidth));
          for (const selector of ['.caption', '.word', '.figure'])
            expect(overlap(chevron, await part(element, selector)), `${shape}: ${selector}`).to.equal(false);
        }
      });
  });

  it('grows with its size, texts and parts too', async () => {
    const font = async (size: string, selector: string): Promise<number> => {
      const element = await gauge(`value="31" label="Pump 02" style="--gauge-size: ${size}"`);
      element.parts = PARTS;
      await element.updateComplete;
      return Number.parseFloat(getComputedStyle(await part(element, selector)).fontSize);
    };
    const host = document.body.style;
    host.inlineSize = '1900px';
    try {
      for (const selector of ['.figure', '.word', '.caption', '.part-name'])
        expect(await font('1800px', selector), selector).to.be.above(2 * (await font('400px', selector)));
    } finally {
      host.inlineSize = '';
    }
  });

  itWith(
    'media features',
    'moves only when the state changes, and not at all for whoever wants no motion',
    async () => {
      const element = await gauge('value="70"');
      const moves = (): string =>
        getComputedStyle(shadow(element).querySelector('.indicator') ?? element).transitionProperty;
      element.value = 65;
      await element.updateComplete;
      expect(moves()).to.equal('all');
      element.value = 40;
      await element.updateComplete;
      expect(moves()).to.equal('stroke-dasharray');
      await emulate({ 'prefers-reduced-motion': 'reduce' });
      try {
        const { transitionDuration } = getComputedStyle(await part(element, '.indicator'));
        expect(transitionDuration).to.equal('0s');
      } finally {
        await emulate({});
      }
    },
  );
});

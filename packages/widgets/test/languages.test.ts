import { expect } from 'chai';
import { addLanguage, type MessageGroup, NexusElement, Words } from '../src/index.ts';
import { wordsOf } from '../src/locale/languages.ts';
import { languageAround } from '../src/locale/page-language.ts';
import { first, mount, nextFrame, until } from './support/fixture.ts';

const group = {
  name: 'test-room',
  english: {
    hello: 'Hello {name}',
    found: { one: '{count} machine', other: '{count} machines' },
    plain: 'Machines',
  },
} as const satisfies MessageGroup;

class TestSpeaker extends NexusElement {
  static readonly baseName: string = 'test-speaker';

  protected override render(): string {
    return `${this.words.locale}: ${this.words.text(group, 'plain')}`;
  }
}
customElements.define('test-speaker', TestSpeaker);
const speaker = (root: ParentNode): TestSpeaker => root.querySelector('test-speaker') as TestSpeaker;
const said = (element: TestSpeaker): string => element.shadowRoot?.textContent?.trim() ?? '';

/** Each test has a language of its own: what is added stays for the life of the page. */
let last = 0;
const tagOfOwn = (): string => {
  last += 1;
  return `tlh-x-t${last}`;
};

describe('Words', () => {
  it('fills in values, and leaves a name without a value as it stands', () => {
    const words = new Words('en');
    expect(words.text(group, 'hello', { name: 'Mill {count}' })).to.equal('Hello Mill {count}');
    expect(words.text(group, 'hello')).to.equal('Hello {name}');
  });

  it('chooses the form of the count, and writes it as the language does', () => {
    const words = new Words('en');
    expect(words.text(group, 'found', { count: 1 })).to.equal('1 machine');
    expect(words.text(group, 'found', { count: 12_345 })).to.equal('12,345 machines');
  });

  it('knows the six forms of Arabic', () => {
    const forms = { zero: 'z', one: 'o', two: 't', few: 'f', many: 'm', other: 'x' };
    const words = new Words('ar', { 'test-room': { found: forms } });
    const chosen = [0, 1, 2, 3, 10, 11, 99, 100, 102, 103].map((count) =>
      words.text(group, 'found', { count }),
    );
    expect(chosen.join('')).to.equal('zotffmmxxf');
  });

  it('says in the form "other" what has no form of its own', () => {
    const words = new Words('ar', { 'test-room': { found: { other: 'x' } } });
    expect(words.text(group, 'found', { count: 2 })).to.equal('x');
  });

  it('says in English what a language leaves out', () => {
    const words = new Words('de', { 'test-room': { plain: 'Maschinen' } });
    expect(words.text(group, 'plain')).to.equal('Maschinen');
    expect(words.text(group, 'hello', { name: 'A' })).to.equal('Hello A');
    expect(new Words('de', {}).text(group, 'plain')).to.equal('Machines');
  });

  it('says a missing key by its name', () => {
    expect(new Words('en').text(group, 'gone' as 'plain')).to.equal('gone');
  });
});

describe('addLanguage', () => {
  it('takes texts as they are', () => {
    const tag = tagOfOwn();
    addLanguage(tag, { 'test-room': { plain: 'Texts' } });
    expect(wordsOf(tag).text(group, 'plain')).to.equal('Texts');
  });

  it('draws elements anew once a language has come, and speaks English until then', async () => {
    const tag = tagOfOwn();
    let give: (messages: object) => void = () => {};
    let asked = 0;
    addLanguage(tag, () => {
      asked += 1;
      return new Promise((resolve) => {
        give = resolve as typeof give;
      });
    });
    const element = speaker(mount(`<div lang="${tag}"><test-speaker></test-speaker></div>`));
    mount(`<div lang="${tag}"><test-speaker></test-speaker></div>`);
    await until(() => said(element) === `${tag}: Machines`);
    give({ 'test-room': { plain: 'Late' } });
    await until(() => said(element) === `${tag}: Late`);
    expect(asked).to.equal(1);
  });

  it('lets the page replace a language, whatever comes late of the former one', async () => {
    const tag = tagOfOwn();
    let give: (messages: object) => void = () => {};
    addLanguage(tag, () => new Promise((resolve) => (give = resolve as typeof give)));
    wordsOf(tag);
    await nextFrame();
    addLanguage(tag, { 'test-room': { plain: 'Newer' } });
    give({ 'test-room': { plain: 'Older' } });
    await nextFrame();
    expect(wordsOf(tag).text(group, 'plain')).to.equal('Newer');
  });

  for (const [how, load] of [
    ['rejects', () => Promise.reject(new Error('gone'))],
    ['gives nothing', () => Promise.resolve(undefined as never)],
    [
      'throws',
      () => {
        throw new Error('now');
      },
    ],
  ] as const)
    it(`stays with English when a loader ${how}, says so once, and asks again later`, async () => {
      const tag = tagOfOwn();
      const warned: string[] = [];
      const [realWarn, realTimeout] = [console.warn, globalThis.setTimeout];
      const later: (() => void)[] = [];
      console.warn = (text: string) => warned.push(text);
      globalThis.setTimeout = ((task: () => void, ms: number) =>
        ms >= 15_000 ? later.push(task) : realTimeout(task, ms)) as typeof setTimeout;
      let asked = 0;
      addLanguage(tag, () => {
        asked += 1;
        return asked === 1 ? load() : Promise.resolve({ 'test-room': { plain: 'There' } });
      });
      const element = speaker(mount(`<div lang="${tag}"><test-speaker></test-speaker></div>`));
      try {
        await until(() => later.length > 0);
        expect(said(element)).to.equal(`${tag}: Machines`);
        expect(warned.length).to.equal(1);
        expect(warned[0]).to.contain(tag);
        wordsOf(tag);
        expect(asked).to.equal(1);
        for (const task of later.splice(0)) task();
        await until(() => said(element) === `${tag}: There`);
      } finally {
        console.warn = realWarn;
        globalThis.setTimeout = realTimeout;
      }
    });

  it('refuses what is no language tag', () => {
    expect(() => addLanguage('no tag', {})).to.throw(RangeError);
  });

  it('serves what is more exact, and prefers the most exact', () => {
    addLanguage('nds', { 'test-room': { plain: 'Platt' } });
    expect(wordsOf('nds-DE').text(group, 'plain')).to.equal('Platt');
    expect(wordsOf('nds-DE').locale).to.equal('nds-DE');
    addLanguage('nds-NL', { 'test-room': { plain: 'Nedersaksisch' } });
    expect(wordsOf('nds-nl').text(group, 'plain')).to.equal('Nedersaksisch');
    addLanguage('hak', { 'test-room': { plain: 'Hakka' } });
    expect(wordsOf('hak-Hant-TW').text(group, 'plain')).to.equal('Hakka');
    expect(wordsOf('hak_TW.UTF-8').text(group, 'plain')).to.equal('Hakka');
  });
});

describe('the language of an element', () => {
  afterEach(() => {
    document.documentElement.lang = 'en';
  });

  it('is the nearest lang around it, through shadow roots', () => {
    const host = mount('<div lang="fr"><p><b></b></p></div>');
    const inner = (host.querySelector('p') as Element).attachShadow({ mode: 'open' });
    inner.innerHTML = '<div><i></i><u lang="ja"><s></s></u></div>';
    expect(languageAround(inner.querySelector('i') as Element)).to.equal('fr');
    expect(languageAround(inner.querySelector('s') as Element)).to.equal('ja');
    expect(languageAround(host)).to.equal('en');
  });

  it("follows the page's own", async () => {
    const element = speaker(mount('<test-speaker></test-speaker>'));
    await until(() => said(element).startsWith('en'));
    document.documentElement.lang = 'es-MX';
    await until(() => said(element).startsWith('es-MX'));
    document.documentElement.removeAttribute('lang');
    await until(() => said(element).startsWith(navigator.language.split('@')[0] ?? ''));
  });

  it("is the provider's before the page's, and changes with it", async () => {
    const host = mount(
      '<nexus-provider locale="de-CH"><div lang="fr"><test-speaker></test-speaker></div></nexus-provider>',
    );
    const element = speaker(host);
    await until(() => said(element).startsWith('de-CH'));
    first(host, 'nexus-provider').locale = '';
    await until(() => said(element).startsWith('fr'));
  });

  it('is another one where the element is moved to', async () => {
    const host = mount('<div lang="fr"><test-speaker></test-speaker></div><div lang="ja"></div>');
    const element = speaker(host);
    await until(() => said(element).startsWith('fr'));
    host.lastElementChild?.append(element);
    await until(() => said(element).startsWith('ja'));
  });

  it('is English where the tag means nothing', async () => {
    const element = speaker(mount('<div lang="en-US@posix"><test-speaker></test-speaker></div>'));
    await until(() => said(element).startsWith('en-US'));
  });
});

describe('numbers and times', () => {
  const at = Date.parse('2026-03-07T14:05:09Z');
  for (const [locale, number, percent, bytes, ago, list] of [
    ['en', '1,234.50', '42%', '1.4 MB', '3 min. ago', 'a, b, and c'],
    ['de', '1.234,50', '42 %', '1,4 MB', 'vor 3 Min.', 'a, b und c'],
    ['es', '1234,50', '42 %', '1,4 MB', 'hace 3 min', 'a, b y c'],
    ['fr', '1 234,50', '42 %', '1,4 Mo', 'il y a 3 min', 'a, b et c'],
    ['ja', '1,234.50', '42%', '1.4 MB', '3 分前', 'a、b、c'],
    ['zh', '1,234.50', '42%', '1.4 MB', '3分钟前', 'a、b和c'],
  ] as const)
    it(`are written as ${locale} does`, () => {
      const words = wordsOf(locale);
      const plain = (text: string): string => text.replace(/[\u00a0\u202f]/g, ' ');
      expect(plain(words.number(1234.5, 2))).to.equal(number);
      expect(plain(words.percent(0.42))).to.equal(percent);
      expect(plain(words.bytes(1_400_000))).to.equal(bytes);
      expect(plain(words.age(3 * 60_000 + 5_000))).to.equal(ago);
      expect(words.list(['a', 'b', 'c'])).to.equal(list);
      expect(words.time(at)).to.match(/^\d\d[:時]\d\d/);
    });

  it('are written in Arabic with one kind of digits throughout', () => {
    const words = wordsOf('ar');
    const texts = [
      words.number(1234.5, 1),
      words.percent(0.4),
      words.time(at),
      words.age(180_000),
      words.tick(12, 0),
    ];
    const kinds = new Set(texts.map((text) => (/[٠-٩]/.test(text) ? 'arab' : 'latn')));
    expect(kinds.size, texts.join(' ')).to.equal(1);
  });

  it('are an en dash where there is nothing', () => {
    const words = wordsOf('en');
    expect(words.number(null)).to.equal('–');
    expect(words.number(Number.NaN)).to.equal('–');
    expect(words.date('never', {})).to.equal('–');
  });

  it('writes midnight as 00 and never as 24 or 12', () => {
    const midnight = new Date(2026, 0, 5, 0, 7).getTime();
    for (const locale of ['en', 'de', 'ja', 'zh'])
      expect(wordsOf(locale).time(midnight), locale).to.match(/^00/);
  });
});

describe('the languages that come with Nexus', () => {
  it('are loaded by the first element that speaks one', async () => {
    const host = mount('<div lang="de-AT"><nexus-machine-grid></nexus-machine-grid></div>');
    const grid = first(host, 'nexus-machine-grid');
    await grid.updateComplete;
    expect(grid.words.locale).to.equal('de-AT');
  });

  it('do not replace what the page has brought before', async () => {
    const copy: typeof import('../src/locale/languages.ts') = await import(
      // @ts-expect-error: the query makes it another module.
      '../src/locale/languages.ts?fresh'
    );
    copy.addLanguage('de', { 'test-room': { plain: 'Eigenes' } });
    copy.addLanguage('fr', () => Promise.resolve({ 'test-room': { plain: 'Propre' } }));
    for (const language of ['de', 'fr'])
      copy.offerLanguage(language, () => Promise.resolve({ 'test-room': { plain: 'Ours' } }));
    expect(copy.wordsOf('de').text(group, 'plain')).to.equal('Eigenes');
    await until(() => copy.wordsOf('fr').text(group, 'plain') === 'Propre');
  });
});

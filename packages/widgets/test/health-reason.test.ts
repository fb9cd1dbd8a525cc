import type { HealthPart } from '@nexus-mfg/sdk';
import { expect } from 'chai';
import { healthReason } from '../src/drawing/health-reason.ts';
import { Words } from '../src/index.ts';
import { ar } from '../src/locale/languages/ar.ts';
import { de } from '../src/locale/languages/de.ts';
import { es } from '../src/locale/languages/es.ts';
import { fr } from '../src/locale/languages/fr.ts';
import { ja } from '../src/locale/languages/ja.ts';
import { zh } from '../src/locale/languages/zh.ts';
import { first, mountWith, part, plant, shadow, until } from './support/fixture.ts';

const AT = '2026-03-10T09:00:00.000Z';
const partOf = (name: string, reason: string, score = 60): HealthPart => ({ name, score, reason, at: AT });
/** Each sentence that the database can say: see docs/health-score.md. */
const SENTENCES: readonly (readonly [name: string, reason: string])[] = [
  ['vibration', 'Vibration 0.40 mm/s: zone A (good) for a small machine; zone C begins at 1.8 mm/s.'],
  ['vibration', 'Vibration 2.10 mm/s: zone B (acceptable) for a medium machine; zone C begins at 2.8 mm/s.'],
  [
    'vibration',
    'Vibration 5.10 mm/s: zone C (unsatisfactory) for a large machine; zone C begins at 4.5 mm/s.',
  ],
  ['vibration', 'Vibration 7.40 mm/s: zone D (damaging) for a medium machine; zone C begins at 2.8 mm/s.'],
  ['temperature', 'Temperature 60.0 °C: above its usual 36.0 to 52.0 °C.'],
  ['temperature', 'Temperature 41.5 °C: below the limit of 90 °C.'],
  ['temperature', 'Temperature 85.0 °C: close to the limit of 90 °C.'],
  ['temperature', 'Temperature -3.5 °C: above the limit of -10 °C.'],
  ['power', 'Energy 0.05 kWh an interval: within its usual 0.01 to 0.06 kWh.'],
  ['power', 'Energy 0.5 kWh an interval: above its usual 0.01 to 0.06 kWh.'],
  ['power', 'Energy 0 kWh an interval: below its usual 0.01 to 0.06 kWh.'],
];

describe('The reason of a part of a score', () => {
  it('is in English what the database says', () => {
    const words = new Words('en');
    for (const [name, reason] of SENTENCES)
      expect(healthReason(words, partOf(name, reason))).to.equal(reason);
  });

  for (const [locale, messages] of Object.entries({ ar, de, es, fr, ja, zh }))
    it(`is said in ${locale}, with every number that it names`, () => {
      const words = new Words(`${locale}-u-nu-latn`, messages);
      const plain = (text: string): string => text.replace(/(\d),(\d)/g, '$1.$2');
      for (const [name, reason] of SENTENCES) {
        const text = healthReason(words, partOf(name, reason));
        expect(text).not.to.match(/good|damaging|limit of|its usual|interval:|\{|machine;/);
        for (const [number] of reason.matchAll(/\d+(\.\d+)?/g))
          expect(plain(text), `${number} in ${text}`).to.contain(number);
      }
    });

  it('writes numbers as the language does', () => {
    const text = healthReason(
      new Words('de', de),
      partOf('temperature', 'Temperature 60.0 °C: above its usual 36.0 to 52.5 °C.'),
    );
    expect(text).to.equal('Temperatur 60,0 °C: über den üblichen 36,0 bis 52,5 °C.');
  });

  it('stays as it came where a newer database says something else', () => {
    const words = new Words('de', de);
    for (const reason of ['', 'Oil 12 % of the tank.', 'Vibration is bad.'])
      expect(healthReason(words, partOf('vibration', reason))).to.equal(reason);
    const size = 'Vibration 2.10 mm/s: zone B (acceptable) for a huge machine; zone C begins at 2.8 mm/s.';
    expect(healthReason(words, partOf('vibration', size))).to.contain('„huge“');
  });

  it('tells the age on the clock of the reader', () => {
    const text = healthReason(new Words('de', de), partOf('age', 'No reading since 09:00 UTC: too old.', 0));
    expect(text).to.match(/^Keine Messung seit .+ zu alt/);
  });

  it('is in the language of the page in gauge and summary', async () => {
    const { nexus } = plant();
    const host = mountWith(
      nexus,
      '<nexus-fleet-summary show="worst"></nexus-fleet-summary><nexus-health-gauge style="width: 400px"></nexus-health-gauge>',
    );
    const provider = first(host, 'nexus-provider');
    provider.locale = 'de';
    const summary = first(host, 'nexus-fleet-summary');
    const reasons = (): string[] =>
      [...shadow(summary).querySelectorAll('.reason')].map((one) => one.textContent ?? '');
    await until(() => reasons().some((text) => /üblich|Zone|Grenze/.test(text)));
    const gauge = first(host, 'nexus-health-gauge');
    gauge.parts = [partOf('temperature', 'Temperature 41.5 °C: below the limit of 90 °C.')];
    expect((await part(gauge, '.part-reason')).textContent).to.contain('unter der Grenze von 90');
  });
});

import { html, nothing, type TemplateResult } from 'lit';
import { CLOCK } from '../locale/formats.ts';
import type { Words } from '../locale/words.ts';
import { HOURS } from './energy.ts';
import type { EnergyHour, EnergyReport } from './energy-report.ts';
import { fleetMessages } from './messages.ts';

const BAR = 10;
const GAP = 3;
const HEIGHT = 60;

/** Digits that an estimate is worth. */
const DIGITS = 3;

/** Energy in kWh, or in Wh where that would be a fraction; rounded to three digits, for an estimate has no more. */
export function energyText(words: Words, kwh: number): string {
  const isSmall = kwh !== 0 && Math.abs(kwh) < 1;
  const value = isSmall ? kwh * 1_000 : kwh;
  const rounded = Number(value.toPrecision(DIGITS));
  const digits = Math.abs(rounded) < 100 ? 1 : 0;
  return words.text(fleetMessages, isSmall ? 'wh' : 'kwh', { value: words.number(rounded, digits) });
}

/** A bar for each hour; outlined where fewer machines reported than are counted. */
export function energyChart(words: Words, { hours, counted }: EnergyReport): TemplateResult {
  const known = hours.filter(({ kwh }) => Number.isFinite(kwh));
  const least = pick(known, (a, b) => a.kwh < b.kwh);
  const most = pick(known, (a, b) => a.kwh > b.kwh);
  if (least === undefined || most === undefined) return html``;
  const top = Math.max(most.kwh, 0) || 1;
  const clock = ({ at }: EnergyHour): string => words.date(at, CLOCK);
  const machines = (count: number): string =>
    words.text(fleetMessages, 'counted', { counted: count, count: counted });
  const told = ({ kwh }: EnergyHour): string => (Number.isFinite(kwh) ? energyText(words, kwh) : '–');
  const label = words.text(fleetMessages, 'chart', {
    least: told(least),
    leastAt: clock(least),
    most: told(most),
    mostAt: clock(most),
  });
  const isPartly = (hour: EnergyHour): boolean => hour.machines < counted;
  return html`<figure class="chart" part="chart">
    <svg viewBox=${`0 0 ${HOURS * (BAR + GAP)} ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label=${label}>
      ${hours.map((hour, index) => {
        const height = Number.isFinite(hour.kwh)
          ? Math.max(1, (Math.max(0, hour.kwh) / top) * (HEIGHT - 2))
          : 0;
        const text = words.text(fleetMessages, 'hourOf', {
          time: clock(hour),
          value: told(hour),
          machines: machines(hour.machines),
        });
        return html`<svg x=${index * (BAR + GAP)} width=${BAR + GAP} height=${HEIGHT} class="hour" data-partly=${isPartly(hour) ? 'true' : 'false'}>
          <title>${text}</title><rect class="hit" width=${BAR + GAP} height=${HEIGHT}></rect>
          <rect class="hour-bar" x=${GAP / 2} y=${HEIGHT - height} width=${BAR} height=${height}></rect></svg>`;
      })}
    </svg>
    <figcaption class="axis" aria-hidden="true">
      ${[0, 6, 12, 18].map((index) => html`<span>${hours[index] ? clock(hours[index]) : nothing}</span>`)}
      <span class="axis-end">${told(most)}</span>
    </figcaption>
    ${known.some(isPartly) ? html`<p class="quiet partly">${words.text(fleetMessages, 'partlyHour')}</p>` : nothing}
    <table class="visually-hidden">
      <thead><tr><th scope="col">${words.text(fleetMessages, 'hour')}</th><th scope="col">${words.text(fleetMessages, 'energyTitle')}</th></tr></thead>
      <tbody>${hours.map((hour) => html`<tr><th scope="row">${clock(hour)}</th><td>${told(hour)}</td></tr>`)}</tbody>
    </table>
  </figure>`;
}

function pick(
  hours: readonly EnergyHour[],
  isBetter: (a: EnergyHour, b: EnergyHour) => boolean,
): EnergyHour | undefined {
  let best = hours[0];
  for (const hour of hours) if (best !== undefined && isBetter(hour, best)) best = hour;
  return best;
}

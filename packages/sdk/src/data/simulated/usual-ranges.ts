import { unit } from '../../plant/index.ts';
import type { Reading } from '../../types/index.ts';
import type { MachineState } from './machine-state.ts';
import { type HourSpans, type Span, type UsualRange, usualRange } from './usual-range.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PAST = 28 * 24 * HOUR;
/** About so many hours of the plant's past are looked at, and so many instants of each. */
const LOOKED_AT_HOURS = 48;
const LOOKS_PER_HOUR = 12;

/** When machines are looked at anew: while too little is known, and afterwards. */
const SOON = 10 * MINUTE;
const LATER = 6 * HOUR;

interface Learned {
  usual: UsualRange | null;
  dueAt: number;
  /** Hours of the plant that have been looked at, by their start. */
  plant: ReadonlyMap<number, HourSpans>;
}

/**
 * The usual ranges of a world's machines, learned when first asked for and anew as time passes. Recorded readings count
 * all; of the plant's past, which nobody has stored, a sample is worked out.
 */
export class UsualRanges {
  readonly #plantFrom: number;
  readonly #intervalMs: number;
  readonly #learned: WeakMap<MachineState, Learned> = new WeakMap();

  /** @param plantFrom epoch ms from which the plant's machines have a past. @param intervalMs distance of their readings */
  constructor(plantFrom: number, intervalMs: number) {
    this.#plantFrom = plantFrom;
    this.#intervalMs = intervalMs;
  }

  /** What is usual for the machine, as known at `now` (epoch ms). */
  of(machine: MachineState, now: number): UsualRange | null {
    const known = this.#learned.get(machine);
    if (known && now < known.dueAt) return known.usual;
    const learned = this.#learn(machine, now, known?.plant ?? new Map());
    this.#learned.set(machine, learned);
    return learned.usual;
  }

  #learn(machine: MachineState, now: number, known: Learned['plant']): Learned {
    const recorded = recordedHours(machine.recorded, now - PAST, startOf(now));
    const { hours, count } = this.#plantHours(machine, now);
    const plant = new Map(hours.map((hour) => [hour, known.get(hour) ?? this.#look(machine, hour)]));
    const spans = new Map(plant);
    for (const [hour, more] of recorded) {
      const own = plant.get(hour);
      spans.set(hour, own ? together(own, more) : more);
    }
    const usual = usualRange([...spans.values()], Math.max(count, spans.size));
    return { usual, dueAt: now + (usual === null ? SOON : LATER), plant };
  }

  /** Complete hours of the plant's past: how many, and the starts of those to look at. */
  #plantHours(machine: MachineState, now: number): { hours: number[]; count: number } {
    if (machine.model === null) return { hours: [], count: 0 };
    const first = Math.ceil(Math.max(this.#plantFrom, now - PAST) / HOUR);
    const count = Math.max(0, Math.floor(now / HOUR) - first);
    const all = Array.from({ length: count }, (_, index) => (first + index) * HOUR);
    // By a number that each hour keeps, so that what has been looked at serves again when the past has grown.
    return { hours: all.filter((hour) => unit(hour / HOUR, 0) * count < LOOKED_AT_HOURS), count };
  }

  #look(machine: MachineState, hour: number): HourSpans {
    let spans: HourSpans = {};
    if (machine.model === null) return spans;
    const step = Math.max(this.#intervalMs, HOUR / LOOKS_PER_HOUR);
    for (let time = hour; time < hour + HOUR; time += step) {
      const grid = Math.floor(time / this.#intervalMs) * this.#intervalMs;
      spans = together(spans, spansOf(machine.measure(machine.model, grid, this.#intervalMs).reading));
    }
    return spans;
  }
}

const startOf = (time: number): number => Math.floor(time / HOUR) * HOUR;

function recordedHours(
  recorded: ReadonlyMap<number, Reading>,
  from: number,
  to: number,
): Map<number, HourSpans> {
  const hours = new Map<number, HourSpans>();
  for (const [time, reading] of recorded) {
    const hour = startOf(time);
    if (hour < from || hour >= to) continue;
    hours.set(hour, together(hours.get(hour) ?? {}, spansOf(reading)));
  }
  return hours;
}

function spansOf({ temperature, power_kwh }: Reading): HourSpans {
  return {
    ...(temperature === undefined ? {} : { temperature: [temperature, temperature] as const }),
    ...(power_kwh === undefined ? {} : { power: [power_kwh, power_kwh] as const }),
  };
}

function together(a: HourSpans, b: HourSpans): HourSpans {
  const temperature = widest(a.temperature, b.temperature);
  const power = widest(a.power, b.power);
  return { ...(temperature ? { temperature } : {}), ...(power ? { power } : {}) };
}

function widest(a: Span | undefined, b: Span | undefined): Span | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return [Math.min(a[0], b[0]), Math.max(a[1], b[1])];
}

import type { HealthCase } from '../../src/data/simulated/health.ts';
import { mix } from '../../src/plant/index.ts';
import type { HealthPart, MachineMetadata } from '../../src/types/index.ts';

const MINUTE = 60_000;

/** When every case is judged, epoch ms. */
export const AS_OF: number = Date.UTC(2026, 0, 15, 10, 30);

/** Each thing that health follows from, with values on both sides of every border. */
const AXES = {
  metadata: [
    {},
    { machineClass: 'small', temperatureLimit: 75 },
    { machineClass: 'large', temperatureLimit: 110.5 },
    { vibrationUnit: 'g' },
    { temperatureUnit: 'unknown' },
    { vibrationUnit: 'g', temperatureUnit: 'unknown' },
  ] satisfies MachineMetadata[],
  vibration: [undefined, 0, 0.71, 1.1, 1.4, 2.33, 2.8, 4.5, 6.25, 9, 40],
  temperature: [undefined, -5, 40, 52, 60, 63.7, 67.5, 72.25, 81, 85.5, 90, 97, 112.5, 200],
  power: [undefined, 0, 0.25, 0.5, 1.2, 1.4, 2.5, -1.5, -4],
  usual: [
    null,
    { temperature: [40, 60], power: [0.5, 1.2] },
    { temperature: [50, 50.5], power: [1, 1.01] },
    { temperature: [-10, 70], power: [-2, -1] },
    { temperature: null, power: [0, 2] },
    { temperature: [35.5, 66], power: null },
  ] satisfies HealthCase['usual'][],
  status: ['running', 'idle', 'maintenance', 'fault', 'offline'] satisfies HealthCase['status'][],
  age: [-4, 0, 10, 15, 15.0001, 60, 60.0001, 360, 361, 1440, 1441].map((minutes) => minutes * MINUTE),
  /** Ages of the former parts by name, in minutes before the newest reading. */
  former: [
    {},
    { vibration: 3, temperature: 15, power: 14 },
    { vibration: 15.0001, temperature: 16, power: 500 },
    { age: 0, power: 1 },
  ] satisfies Record<string, number>[],
} as const;

type Axis = keyof typeof AXES;
type Choice = Record<Axis, number>;
const NAMES = Object.keys(AXES) as Axis[];
/** In the middle of everything: the value that an axis has while others are gone through. */
const MIDDLE: Choice = {
  metadata: 0,
  vibration: 3,
  temperature: 3,
  power: 3,
  usual: 1,
  status: 0,
  age: 1,
  former: 0,
};

/** Every combination of axes that work together, and a sample of all combinations; always the same ones. */
export function healthCases(): HealthCase[] {
  const sample = Array.from(
    { length: 3_000 },
    (_, index) =>
      Object.fromEntries(NAMES.map((name, place) => [name, mix(index, place) % AXES[name].length])) as Choice,
  );
  return [
    ...every('metadata', 'vibration', 'temperature'),
    ...every('metadata', 'temperature', 'usual'),
    ...every('power', 'usual', 'status'),
    ...every('age', 'former', 'power'),
    ...sample,
  ].map(caseOf);
}

function every(...axes: Axis[]): Choice[] {
  let choices: Choice[] = [MIDDLE];
  for (const axis of axes) {
    choices = choices.flatMap((choice) => AXES[axis].map((_, index) => ({ ...choice, [axis]: index })));
  }
  return choices;
}

function caseOf(choice: Choice): HealthCase {
  const at = AS_OF - (AXES.age[choice.age] as number);
  const vibration = AXES.vibration[choice.vibration];
  const temperature = AXES.temperature[choice.temperature];
  const power = AXES.power[choice.power];
  const former: Record<string, number> = AXES.former[choice.former] ?? {};
  return {
    metadata: AXES.metadata[choice.metadata] as MachineMetadata,
    status: AXES.status[choice.status] ?? 'running',
    latest: {
      timestamp: new Date(at).toISOString(),
      ...(vibration === undefined ? {} : { vibration }),
      ...(temperature === undefined ? {} : { temperature }),
      ...(power === undefined ? {} : { power_kwh: power }),
    },
    former: Object.entries(former).map(([name, minutes]): HealthPart => {
      const before = new Date(at - minutes * MINUTE).toISOString();
      return { name, score: 40 + 10 * name.length, reason: `Former ${name}.`, at: before };
    }),
    usual: AXES.usual[choice.usual] ?? null,
  };
}

/** How old the data of a judgement is; said with the words for machines. */
export const ageMessages = {
  name: 'machine',
  english: {
    partAge: 'Age of the data',
    partAged: 'No reading since {time}. What it said then may be over.',
    partTooOld: 'No reading since {time}. That is too old to judge.',
    partEarlier: 'As of {time}.',
  },
} as const;

/** Why a part of a health score is what it is: the database's own sentences, by which they are known again. */
export const reasonMessages = {
  name: 'health-reason',
  english: {
    vibration: 'Vibration {value} mm/s: zone {zone} for a {size} machine; zone C begins at {border} mm/s.',
    temperatureUsual: 'Temperature {value} °C: above its usual {low} to {high} °C.',
    temperatureBelow: 'Temperature {value} °C: below the limit of {limit} °C.',
    temperatureClose: 'Temperature {value} °C: close to the limit of {limit} °C.',
    temperatureAbove: 'Temperature {value} °C: above the limit of {limit} °C.',
    powerWithin: 'Energy {value} kWh an interval: within its usual {low} to {high} kWh.',
    powerAbove: 'Energy {value} kWh an interval: above its usual {low} to {high} kWh.',
    powerBelow: 'Energy {value} kWh an interval: below its usual {low} to {high} kWh.',
    zoneA: 'A (good)',
    zoneB: 'B (acceptable)',
    zoneC: 'C (unsatisfactory)',
    zoneD: 'D (damaging)',
    small: 'small',
    medium: 'medium',
    large: 'large',
  },
} as const;

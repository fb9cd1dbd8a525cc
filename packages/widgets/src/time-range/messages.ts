/** Texts of `<nexus-time-range>` that stand on the page; those of what opens are in panel-messages.ts. */
export const timeRangeMessages = {
  name: 'time-range',
  english: {
    label: 'Time range',
    choose: 'Choose a time range',
    chosen: 'Time range: {range}',
    custom: 'Custom…',
    lastSeconds: { one: 'Last second', other: 'Last {count} seconds' },
    lastMinutes: { one: 'Last minute', other: 'Last {count} minutes' },
    lastHours: { one: 'Last hour', other: 'Last {count} hours' },
    lastDays: { one: 'Last day', other: 'Last {count} days' },
    span: '{from} – {to}',
    missing: 'The choice of times could not be loaded. Check the network and try again.',
  },
} as const;

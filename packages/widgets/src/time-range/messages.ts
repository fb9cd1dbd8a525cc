/** Texts of `<nexus-time-range>`. */
export const timeRangeMessages = {
  name: 'time-range',
  english: {},
} as const;

/** Texts of `<nexus-health-gauge>`. */
export const gaugeMessages = {
  name: 'health-gauge',
  english: {},
} as const;

/** Texts of `<nexus-telemetry-chart>`. */
export const chartMessages = {
  name: 'telemetry-chart',
  english: {},
} as const;

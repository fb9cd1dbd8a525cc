/** Texts of `<nexus-fleet-summary>`. */
export const fleetMessages = {
  name: 'fleet-summary',
  english: {},
} as const;

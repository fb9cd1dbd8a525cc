/** Texts of `<nexus-connection-status>`. */
export const connectionMessages = {
  name: 'connection-status',
  english: {},
} as const;

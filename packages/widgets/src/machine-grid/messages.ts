/** Texts of `<nexus-machine-grid>`. */
export const gridMessages = {
  name: 'machine-grid',
  english: {},
} as const;

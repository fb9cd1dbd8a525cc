/** Texts of `<nexus-machine-detail>`. */
export const detailMessages = {
  name: 'machine-detail',
  english: {},
} as const;

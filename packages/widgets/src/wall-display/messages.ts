/** Texts of `<nexus-wall-display>`. */
export const wallMessages = {
  name: 'wall-display',
  english: {},
} as const;

/** Texts of `<nexus-user-menu>`. */
export const userMenuMessages = {
  name: 'user-menu',
  english: {},
} as const;

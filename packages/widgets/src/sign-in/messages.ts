/** Texts of `<nexus-sign-in>`. */
export const signInMessages = {
  name: 'sign-in',
  english: {},
} as const;

/** Texts of `<nexus-quality-gallery>`. */
export const qualityMessages = {
  name: 'quality-gallery',
  english: {},
} as const;

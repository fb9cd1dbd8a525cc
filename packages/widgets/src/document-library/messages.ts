/** Texts of `<nexus-document-library>`. */
export const documentsMessages = {
  name: 'document-library',
  english: {},
} as const;

/** Texts that documents and quality images share: uploads, deletions, sizes. */
export const filesMessages = {
  name: 'files',
  english: {},
} as const;

import type { FileRules } from '../types/index.ts';

const MB = 1024 * 1024;

/** What the two buckets take, as the migrations say it; a test holds the two together. */
export const FILE_RULES: { readonly documents: FileRules; readonly quality: FileRules } = {
  documents: {
    maxBytes: 50 * MB,
    mimeTypes: [
      'application/pdf',
      'text/plain',
      'text/csv',
      'text/markdown',
      'application/json',
      'image/png',
      'image/jpeg',
      'image/webp',
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ],
  },
  quality: { maxBytes: 20 * MB, mimeTypes: ['image/png', 'image/jpeg', 'image/webp'] },
};

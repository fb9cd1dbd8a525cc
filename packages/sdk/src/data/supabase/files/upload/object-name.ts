import { uuid } from '../../../../util/uuid.ts';

const MAX_SAFE_NAME = 80;

/**
 * The last part of an object's path: a fresh id, and of the file's name what Storage takes. Umlauts and all are kept in the
 * row; here they only help whoever saves the file from its URL.
 */
export function objectName(name: string | undefined): string {
  const safe = (name ?? '')
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^A-Za-z0-9._-]+/g, '_')
    .replace(/\.{2,}/g, '.')
    .replace(/^[._]+|[._]+$/g, '')
    .slice(-MAX_SAFE_NAME);
  return safe ? `${uuid()}-${safe}` : uuid();
}

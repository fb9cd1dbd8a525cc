import type { FileRules } from '@nexus-mfg/sdk';
import type { Words } from '../locale/words.ts';
import { typeNames } from './file-kinds.ts';
import type { Refusal } from './fit-file.ts';
import { filesMessages } from './messages.ts';

type Key = keyof typeof filesMessages.english;

const BY_CODE: Readonly<Record<string, Key>> = {
  network_unreachable: 'errorOffline',
  timeout: 'errorOffline',
  file_too_large: 'errorSize',
  file_type_refused: 'errorType',
  plan_limit: 'errorPlan',
  plan_feature: 'errorPlan',
  permission_denied: 'errorPermission',
  not_signed_in: 'errorSignedOut',
  session_expired: 'errorSignedOut',
  session_changed: 'errorSignedOut',
  not_found: 'errorGone',
  conflict: 'errorConflict',
};

/** Why something with a file went wrong, in one sentence. */
export function fileError(words: Words, error: unknown): string {
  const { code } = (error ?? {}) as { code?: string };
  return words.text(filesMessages, BY_CODE[code ?? ''] ?? 'errorOther');
}

/** Why a file was not sent. */
export function refusalText(words: Words, refusal: Refusal, sizeBytes: number, rules: FileRules): string {
  switch (refusal) {
    case 'type':
      return words.text(filesMessages, 'refusedType', { types: typeList(words, rules) });
    case 'size': {
      const [size, limit] = [words.bytes(sizeBytes), words.bytes(rules.maxBytes)];
      return words.text(filesMessages, 'refusedSize', { size, limit });
    }
    case 'empty':
      return words.text(filesMessages, 'refusedEmpty');
    case 'folder':
      return words.text(filesMessages, 'refusedFolder');
  }
}

/** The types that are taken, as people call them. */
export function typeList(words: Words, { mimeTypes }: FileRules): string {
  return words.list(typeNames(mimeTypes));
}

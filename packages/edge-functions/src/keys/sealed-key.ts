import { fromBase64Url, toBase64Url } from './base64url.ts';

const FORM = /^nexus-hpke-v1\.([\w-]{1,64})\.([\w-]{43})\.([\w-]{23,5462})$/;

/** The parts of `nexus-hpke-v1.<key id>.<enc>.<ct>`. */
export interface SealedKey {
  readonly keyId: string;
  /** 32 bytes. */
  readonly enc: Uint8Array<ArrayBuffer>;
  readonly ciphertext: Uint8Array<ArrayBuffer>;
}

/** Null for what is no sealed key. */
export function parseSealedKey(sealed: string): SealedKey | null {
  const [, keyId, enc, ciphertext] = FORM.exec(sealed) ?? [];
  if (keyId === undefined || enc === undefined || ciphertext === undefined) return null;
  try {
    return { keyId, enc: fromBase64Url(enc), ciphertext: fromBase64Url(ciphertext) };
  } catch {
    return null;
  }
}

export function writeSealedKey({ keyId, enc, ciphertext }: SealedKey): string {
  return `nexus-hpke-v1.${keyId}.${toBase64Url(enc)}.${toBase64Url(ciphertext)}`;
}

import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64Url, toBase64Url } from '../../src/keys/base64url.ts';
import { associatedData, hpkeOpen, hpkeSeal } from '../../src/keys/hpke.ts';
import { parseSealedKey, writeSealedKey } from '../../src/keys/sealed-key.ts';

const TENANT = '4f4e6f6e-0000-4000-8000-000000000001';
const OTHER = '4f4e6f6e-0000-4000-8000-000000000002';
const PLAIN = new TextEncoder().encode('AIzaSyFictitious-0123456789');

interface Pair {
  privateKey: Uint8Array<ArrayBuffer>;
  publicKey: Uint8Array<ArrayBuffer>;
}

async function makePair(): Promise<Pair> {
  const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
  const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
  return { privateKey: fromBase64Url(d), publicKey: fromBase64Url(x) };
}

/** The same bytes with one bit of one byte turned. */
function turned(bytes: Uint8Array<ArrayBuffer>, at: number): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  copy[at] = (copy[at] ?? 0) ^ 1;
  return copy;
}

describe('a sealed AI key', () => {
  it('opens for its tenant and key id, and is another text each time', async () => {
    const { privateKey, publicKey } = await makePair();
    const aad = associatedData(TENANT, 'k1');
    const [one, two] = [await hpkeSeal(publicKey, PLAIN, aad), await hpkeSeal(publicKey, PLAIN, aad)];
    assert.notEqual(toBase64Url(one.sealed), toBase64Url(two.sealed));
    assert.deepEqual(await hpkeOpen(privateKey, one.enc, one.sealed, aad), PLAIN);
  });

  it('does not open for another tenant, key id or private key', async () => {
    const [mine, theirs] = [await makePair(), await makePair()];
    const { enc, sealed } = await hpkeSeal(mine.publicKey, PLAIN, associatedData(TENANT, 'k1'));
    await assert.rejects(hpkeOpen(mine.privateKey, enc, sealed, associatedData(OTHER, 'k1')));
    await assert.rejects(hpkeOpen(mine.privateKey, enc, sealed, associatedData(TENANT, 'k2')));
    await assert.rejects(hpkeOpen(theirs.privateKey, enc, sealed, associatedData(TENANT, 'k1')));
  });

  it('does not open when any byte was changed', async () => {
    const { privateKey, publicKey } = await makePair();
    const aad = associatedData(TENANT, 'k1');
    const { enc, sealed } = await hpkeSeal(publicKey, PLAIN, aad);
    for (let at = 0; at < sealed.length; at += 1) {
      await assert.rejects(hpkeOpen(privateKey, enc, turned(sealed, at), aad), `byte ${at} of the text`);
    }
    // The highest bit of the last byte is not part of an X25519 key (RFC 7748 §5); every other bit is.
    for (let at = 0; at < enc.length; at += 1) {
      await assert.rejects(hpkeOpen(privateKey, turned(enc, at), sealed, aad), `byte ${at} of enc`);
    }
    await assert.rejects(hpkeOpen(privateKey, enc, sealed.slice(0, -1), aad));
  });

  it('is written and read in one form', async () => {
    const { publicKey } = await makePair();
    const { enc, sealed: ciphertext } = await hpkeSeal(publicKey, PLAIN, associatedData(TENANT, 'k-1'));
    const written = writeSealedKey({ keyId: 'k-1', enc, ciphertext });
    assert.deepEqual(parseSealedKey(written), { keyId: 'k-1', enc, ciphertext });
    for (const bad of [
      '',
      written.slice(1),
      `${written}.x`,
      written.replace('k-1', ''),
      written.replace('.', '!'),
    ]) {
      assert.equal(parseSealedKey(bad), null, bad);
    }
  });
});

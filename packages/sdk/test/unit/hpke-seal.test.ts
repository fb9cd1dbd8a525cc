import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fromBase64Url, toBase64Url } from '../../../edge-functions/src/keys/base64url.ts';
import { associatedData, hpkeOpen } from '../../../edge-functions/src/keys/hpke.ts';
import { parseSealedKey } from '../../../edge-functions/src/keys/sealed-key.ts';
import { sealAiKey } from '../../src/ai/hpke-seal.ts';

describe('sealing an AI key', () => {
  it('makes what the function opens, for that tenant and key id only', async () => {
    const pair = (await crypto.subtle.generateKey('X25519', true, ['deriveBits'])) as CryptoKeyPair;
    const { d = '', x = '' } = await crypto.subtle.exportKey('jwk', pair.privateKey);
    const [tenant, key] = ['a1000000-0000-4000-8000-000000000001', 'AIzaFictitious-0123456789wxyz'];
    const { sealed, hint } = await sealAiKey(key, tenant, {
      keyId: 'k1',
      publicKey: toBase64Url(fromBase64Url(x)),
    });
    assert.equal(hint, 'wxyz');
    assert.ok(!sealed.includes(key));
    const parts = parseSealedKey(sealed) ?? assert.fail('it has another form');
    const open = (tenantId: string, keyId: string): Promise<Uint8Array> =>
      hpkeOpen(fromBase64Url(d), parts.enc, parts.ciphertext, associatedData(tenantId, keyId));
    assert.equal(new TextDecoder().decode(await open(tenant, parts.keyId)), key);
    await assert.rejects(open('a1000000-0000-4000-8000-000000000002', 'k1'));
    await assert.rejects(open(tenant, 'k2'));
  });
});

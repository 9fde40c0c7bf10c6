import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { sm2, sm3 } from 'sm-crypto-v2';
import { decodeHex, encodeHex, sha256Ed25519, sm3Sm2, type Suite } from '#engines/ledger/index.ts';

/** The signer's default identity of SM2, which every national implementation uses. */
const sm2UserId = '1234567812345678';

/** A signature check that says no instead of throwing, for input nobody could have signed. */
function saysNo(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    // The libraries throw for malformed keys and signatures; to a reader both are “not signed”.
    return false;
  }
}

/** Both suites, made of pure JavaScript: verifying needs no server, no secure context, no line. */
export const browserSuites: readonly Suite[] = [
  sha256Ed25519({
    hash: (data) => sha256(data),
    verify: (key, message, signature) =>
      saysNo(() => ed25519.verify(signature, message, key, { zip215: false })),
  }),
  sm3Sm2({
    hash: (data) => decodeHex(sm3(data)) ?? new Uint8Array(),
    verify: (key, message, signature) =>
      saysNo(() =>
        sm2.doVerifySignature(message, encodeHex(signature), encodeHex(key), {
          hash: true,
          userId: sm2UserId,
        }),
      ),
  }),
];

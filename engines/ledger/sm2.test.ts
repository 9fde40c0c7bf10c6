import { hash } from 'node:crypto';
import { sm2 } from 'sm-crypto-v2';
import { describe, expect, it } from 'vitest';
import { verifySm2 } from './sm2.ts';

const sm3 = (data: Uint8Array): Uint8Array => new Uint8Array(hash('sm3', data, 'buffer'));
const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex, 'hex'));
const userId = '1234567812345678';

function signed(nth: number): {
  publicKey: Uint8Array;
  message: Uint8Array;
  signature: Uint8Array;
} {
  const privateKey = (1000 + nth).toString(16).padStart(64, '7');
  const message = new Uint8Array(nth * 7).fill(nth);
  const publicKey = bytes(sm2.getPublicKeyFromPrivateKey(privateKey));
  const signature = bytes(sm2.doSignature(message, privateKey, { hash: true, userId }));
  return { publicKey, message, signature };
}

describe('SM2 verification', () => {
  it('accepts what another implementation signs under the default user id', () => {
    for (let nth = 1; nth <= 10; nth += 1) {
      const { publicKey, ...rest } = signed(nth);
      expect(verifySm2(sm3, publicKey, rest)).toBe(true);
    }
  });

  it('agrees with the published example of the standard', () => {
    // GB/T 32918.5-2017 annex A.2: message “message digest”, default user id.
    const publicKey = bytes(
      '0409f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020' +
        'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13',
    );
    const signature = bytes(
      'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3' +
        'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa',
    );
    const message = new Uint8Array(Buffer.from('message digest'));
    expect(verifySm2(sm3, publicKey, { message, signature })).toBe(true);
  });

  it('refuses a changed message, signature or key', () => {
    const { publicKey, message, signature } = signed(3);
    const flip = (data: Uint8Array, at: number): Uint8Array =>
      data.map((byte, index) => (index === at ? byte ^ 1 : byte));
    expect(verifySm2(sm3, publicKey, { message: flip(message, 0), signature })).toBe(false);
    for (const at of [0, 31, 32, 63]) {
      expect(verifySm2(sm3, publicKey, { message, signature: flip(signature, at) })).toBe(false);
    }
    expect(verifySm2(sm3, signed(4).publicKey, { message, signature })).toBe(false);
  });

  it('refuses points off the curve and numbers out of range', () => {
    const { publicKey, message, signature } = signed(5);
    const off = publicKey.map((byte, at) => (at === 64 ? byte ^ 1 : byte));
    expect(verifySm2(sm3, off, { message, signature })).toBe(false);
    expect(verifySm2(sm3, publicKey.subarray(1), { message, signature })).toBe(false);
    for (const broken of [
      new Uint8Array(64),
      new Uint8Array(64).fill(255),
      signature.subarray(1),
    ]) {
      expect(verifySm2(sm3, publicKey, { message, signature: broken })).toBe(false);
    }
  });

  it('refuses a second spelling of the same signature, s + n instead of s', () => {
    // With the key 1 and s = 5, t = 7 the point is 12·G; a hash that returns 2 − x(12·G) fits r = 2.
    const order = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
    const numberBytes = (value: bigint): Uint8Array => bytes(value.toString(16).padStart(64, '0'));
    const keyOf = (key: number): string =>
      sm2.getPublicKeyFromPrivateKey(key.toString(16).padStart(64, '0'));
    const x = BigInt(`0x${keyOf(12).slice(2, 66)}`) % order;
    const fixedHash = (): Uint8Array => numberBytes((2n - x + order) % order);
    const verifyWith = (s: bigint): boolean => {
      const signature = bytes(Buffer.concat([numberBytes(2n), numberBytes(s)]).toString('hex'));
      return verifySm2(fixedHash, bytes(keyOf(1)), { message: new Uint8Array(), signature });
    };
    expect(verifyWith(5n)).toBe(true);
    expect(verifyWith(order + 5n)).toBe(false);
  });

  it('refuses a signature under another user id', () => {
    const privateKey = '7'.repeat(64);
    const message = Uint8Array.of(1, 2, 3);
    const signature = bytes(sm2.doSignature(message, privateKey, { hash: true, userId: '' }));
    const publicKey = bytes(sm2.getPublicKeyFromPrivateKey(privateKey));
    expect(verifySm2(sm3, publicKey, { message, signature })).toBe(false);
  });
});

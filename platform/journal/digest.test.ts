import { createHash, randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { sha256 } from './suites.ts';

test('the digest of every byte is the published one, whatever path it takes here', () => {
  const hex = (data: Uint8Array) => Buffer.from(sha256(data)).toString('hex');
  // FIPS 180-4, examples: "abc" and the empty message.
  expect(hex(Buffer.from('abc'))).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
  expect(hex(new Uint8Array())).toBe(
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  );
  for (let length = 0; length < 300; length += 1) {
    const data = randomBytes(length);
    expect(hex(data)).toBe(createHash('sha256').update(data).digest('hex'));
  }
});

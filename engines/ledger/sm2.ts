/**
 * SM2 signatures, verified with whole numbers. Only public values pass through here, so nothing
 * needs constant time; signing is done elsewhere. Node's own SM2 does not accept the national
 * default user id, and browsers know no SM2, hence this file; the hash stays an argument.
 *
 * @source GB/T 32918.2-2016 (verification), GB/T 32918.5-2017 (curve), GB/T 32918.2 §5.5 (Z)
 */

import { concatBytes } from './bytes.ts';
import type { Hash } from './hashing.ts';
import { encodeUtf8 } from './utf8.ts';

type Point = { readonly x: bigint; readonly y: bigint; readonly z: bigint };

const p = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const a = p - 3n;
const b = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const n = 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n;
const gx = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
const gy = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

const infinity: Point = { x: 1n, y: 1n, z: 0n };
const base: Point = { x: gx, y: gy, z: 1n };

/** User id that signatures bind when parties agree on no other; GM/T 0009 names it. */
const defaultUserId = '1234567812345678';

const mod = (value: bigint, modulus: bigint = p): bigint => {
  const rest = value % modulus;
  return rest < 0n ? rest + modulus : rest;
};

/** Inverse by the extended Euclidean algorithm; `value` is not 0. */
function invert(value: bigint): bigint {
  let [low, high] = [mod(value), p];
  let [x, y] = [1n, 0n];
  while (low > 1n) {
    const quotient = high / low;
    [low, high] = [high - quotient * low, low];
    [x, y] = [y - quotient * x, x];
  }
  return mod(x);
}

function double(point: Point): Point {
  if (point.z === 0n || point.y === 0n) return infinity;
  const { x, y, z } = point;
  const [yy, zz] = [mod(y * y), mod(z * z)];
  const s = mod(4n * x * yy);
  const m = mod(3n * (x + zz) * (x - zz));
  const doubledX = mod(m * m - 2n * s);
  return {
    x: doubledX,
    y: mod(m * (s - doubledX) - 8n * yy * yy),
    z: mod(2n * y * z),
  };
}

function add(left: Point, right: Point): Point {
  if (left.z === 0n) return right;
  if (right.z === 0n) return left;
  const [z1, z2] = [mod(left.z * left.z), mod(right.z * right.z)];
  const [u1, u2] = [mod(left.x * z2), mod(right.x * z1)];
  const [s1, s2] = [mod(left.y * z2 * right.z), mod(right.y * z1 * left.z)];
  if (u1 === u2) return s1 === s2 ? double(left) : infinity;
  const [h, r] = [mod(u2 - u1), mod(s2 - s1)];
  const [hh, v] = [mod(h * h), mod(u1 * h * h)];
  const x = mod(r * r - hh * h - 2n * v);
  return { x, y: mod(r * (v - x) - s1 * hh * h), z: mod(h * left.z * right.z) };
}

/** Returns `s·G + t·Q` by interleaved doubling (Shamir's trick). */
function combine(s: bigint, t: bigint, q: Point): Point {
  const both = add(base, q);
  let sum = infinity;
  for (let bit = 255n; bit >= 0n; bit -= 1n) {
    sum = double(sum);
    const [one, other] = [(s >> bit) & 1n, (t >> bit) & 1n];
    if (one && other) sum = add(sum, both);
    else if (one) sum = add(sum, base);
    else if (other) sum = add(sum, q);
  }
  return sum;
}

const toInteger = (bytes: Uint8Array): bigint =>
  bytes.reduce((sum, byte) => sum * 256n + BigInt(byte), 0n);

function toBytes(value: bigint): Uint8Array {
  const hex = value.toString(16).padStart(64, '0');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** Z: user id with its length in bits, curve and public key under one hash. */
function identityHash(sm3: Hash, publicKey: Uint8Array): Uint8Array {
  const id = encodeUtf8(defaultUserId);
  const idBits = Uint8Array.of(0, id.length * 8);
  return sm3(concatBytes(idBits, id, ...[a, b, gx, gy].map(toBytes), publicKey.subarray(1)));
}

function readPoint(publicKey: Uint8Array): Point | undefined {
  if (publicKey.length !== 65 || publicKey[0] !== 4) return undefined;
  const [x, y] = [toInteger(publicKey.subarray(1, 33)), toInteger(publicKey.subarray(33))];
  const onCurve = x < p && y < p && mod(y * y - x * x * x - a * x - b) === 0n;
  return onCurve ? { x, y, z: 1n } : undefined;
}

/**
 * Returns whether `signature` (r ‖ s, 64 bytes) is the key's SM2 signature over `message` under
 * the default user id.
 *
 * @param publicKey 65 bytes, `04 ‖ x ‖ y`
 * @source GB/T 32918.2-2016 §7.1
 */
export function verifySm2(
  sm3: Hash,
  publicKey: Uint8Array,
  signed: { readonly message: Uint8Array; readonly signature: Uint8Array },
): boolean {
  const point = readPoint(publicKey);
  const [r, s] = [signed.signature.subarray(0, 32), signed.signature.subarray(32)].map(toInteger);
  if (!point || signed.signature.length !== 64 || r === undefined || s === undefined) return false;
  if (r < 1n || r >= n || s < 1n || s >= n) return false;
  const t = mod(r + s, n);
  if (t === 0n) return false;
  const z = identityHash(sm3, publicKey);
  const e = toInteger(sm3(concatBytes(z, signed.message)));
  const sum = combine(s, t, point);
  if (sum.z === 0n) return false;
  const x = mod(sum.x * invert(sum.z * sum.z));
  return mod(e + x, n) === r;
}

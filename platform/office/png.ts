import { crc32, deflateSync } from 'node:zlib';
import { encode } from 'uqr';

/** Pixels of one square of a QR code. */
const scale = 6;
const signature = Uint8Array.of(137, 80, 78, 71, 13, 10, 26, 10);

/**
 * A QR code as a picture, with the quiet zone of four squares that readers need.
 *
 * @returns PNG, one bit a pixel
 * @throws {Error} when the text is longer than a QR code can hold
 * @source ISO/IEC 18004 (error correction M); PNG, third edition
 */
export function qrPng(text: string): { readonly bytes: Uint8Array; readonly sizePixels: number } {
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const sizePixels = data.length * scale;
  const lineBytes = Math.ceil(sizePixels / 8);
  const lines = new Uint8Array((lineBytes + 1) * sizePixels);
  for (let y = 0; y < sizePixels; y += 1) {
    const row = data[Math.floor(y / scale)] ?? [];
    const start = y * (lineBytes + 1) + 1; // each line begins with its filter, 0
    for (let x = 0; x < sizePixels; x += 1) {
      const dark = row[Math.floor(x / scale)] === true;
      if (!dark) lines[start + (x >> 3)] = (lines[start + (x >> 3)] ?? 0) | (128 >> (x & 7));
    }
  }
  const head = new DataView(new ArrayBuffer(13));
  head.setUint32(0, sizePixels);
  head.setUint32(4, sizePixels);
  head.setUint8(8, 1); // one bit a pixel; colour type, compression, filter, interlace stay 0
  const pieces = [
    signature,
    chunk('IHDR', new Uint8Array(head.buffer)),
    chunk('IDAT', deflateSync(lines)),
    chunk('IEND', new Uint8Array(0)),
  ];
  return { bytes: Buffer.concat(pieces), sizePixels };
}

function chunk(type: string, content: Uint8Array): Uint8Array {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const size = Buffer.alloc(4);
  size.writeUInt32BE(content.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([size, typed, check]);
}

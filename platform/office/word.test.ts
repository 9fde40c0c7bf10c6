import mammoth from 'mammoth';
import { inflateSync } from 'node:zlib';
import { encode } from 'uqr';
import { describe, expect, test } from 'vitest';
import { documentPartsMax, writeWord, type OfficeDocument } from './index.ts';
import { qrPng } from './png.ts';

const letter: OfficeDocument = {
  title: '准予通知书',
  marks: ['样稿', '演示数据'],
  parts: [
    { kind: 'facts', rows: [['办件编号', 'sample-2026-000001-4']] },
    { kind: 'heading', text: '决定' },
    { kind: 'paragraph', text: '准予入驻。\nGranted.' },
    { kind: 'table', rows: [['材料', '问题'], ['审计报告', '缺页']] }, // prettier-ignore
    { kind: 'address', url: 'https://park.example/p/sample/verify', text: '扫码核验' },
  ],
  footer: '样稿',
};

describe('a document for Word', () => {
  test('reads back with everything that was put in, in order', async () => {
    const bytes = await writeWord(letter);
    const { value } = await mammoth.extractRawText({ buffer: Buffer.from(bytes) });
    const words = [
      ...['准予通知书', '办件编号', 'sample-2026-000001-4', '决定', '准予入驻。', 'Granted.'],
      ...['材料', '审计报告', '缺页', '扫码核验', 'https://park.example/p/sample/verify'],
    ];
    const places = words.map((word) => value.indexOf(word));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test('shows the code as a picture with its address as the words for it', async () => {
    const { value } = await mammoth.convertToHtml({ buffer: Buffer.from(await writeWord(letter)) });
    expect(value).toContain('src="data:image/png;base64,');
    expect(value).toContain('alt="https://park.example/p/sample/verify"');
  });

  test('refuses more than a document may hold', async () => {
    const parts = Array.from({ length: documentPartsMax + 1 }, () => ({
      kind: 'paragraph' as const,
      text: 'x',
    }));
    await expect(writeWord({ ...letter, parts })).rejects.toThrow(RangeError);
  });
});

test('the picture of a QR code has every square of it', () => {
  const text = 'https://park.example/p/sample/receipts/1';
  const { bytes, sizePixels } = qrPng(text);
  const { data } = encode(text, { ecc: 'M', border: 4 });
  const at = Buffer.from(bytes).indexOf('IDAT');
  const length = Buffer.from(bytes).readUInt32BE(at - 4);
  const lines = inflateSync(bytes.subarray(at + 4, at + 4 + length));
  const lineBytes = Math.ceil(sizePixels / 8) + 1;
  const scale = sizePixels / data.length;
  const read = data.map((row, y) =>
    row.map((_, x) => {
      const [px, py] = [x * scale + 1, y * scale + 1];
      const byte = lines[py * lineBytes + 1 + (px >> 3)] ?? 0;
      return (byte & (128 >> (px & 7))) === 0;
    }),
  );
  expect(read).toEqual(data);
});

import { expect, it } from 'vitest';
import { readText } from './read-text.ts';

it('reads a text file, in whatever language', async () => {
  expect(await readText(new Blob(['{"format": "guiju-receipt/v1"} 回执']))).toEqual({
    text: '{"format": "guiju-receipt/v1"} 回执',
  });
});

it('refuses what is no text, such as a paper of a word processor', async () => {
  const zip = new Uint8Array([0x50, 0x4b, 3, 4, 0, 0xff, 0xfe]);
  expect(await readText(new Blob([zip]))).toEqual({ refused: 'not-text' });
  expect(await readText(new Blob([new Uint8Array([0xc3, 0x28])]))).toEqual({ refused: 'not-text' });
});

it('refuses a file larger than any receipt without reading it', async () => {
  const text = () => Promise.reject(new Error('read'));
  expect(await readText({ size: 2_000_001, text })).toEqual({ refused: 'too-large' });
});

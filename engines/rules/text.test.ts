import { expect, it } from 'vitest';

import en from './text/en.json' with { type: 'json' };
import zh from './text/zh-CN.json' with { type: 'json' };

const blanks = (text: string): string[] => (text.match(/\{\w+\}/gu) ?? []).toSorted();

it('says every code in both languages with the same values', () => {
  expect(Object.keys(zh)).toEqual(Object.keys(en));
  for (const [code, text] of Object.entries<string>(zh)) {
    const other: string | undefined = Object.entries<string>(en).find(([key]) => key === code)?.[1];
    expect([code, blanks(text)]).toEqual([code, blanks(other ?? '')]);
  }
});

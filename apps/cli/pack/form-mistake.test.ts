import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import type { PackDocument } from '#platform/packs/index.ts';
import { readShape } from './shape.ts';
import { findingLines } from './wording.ts';

/** What is said of one value `x`, in both languages. */
function said(schema: z.ZodType, x: PackDocument['value']): string[] {
  const document = { file: 'a.yaml', value: { x }, locate: () => undefined };
  const { findings } = readShape(document, z.object({ x: schema }));
  return findings.flatMap((found) => [
    ...findingLines(found, { language: 'zh-CN' }),
    ...findingLines(found, { language: 'en' }),
  ]);
}

const code = z.string().regex(/^[a-z][a-z0-9-]{0,63}$/);
const share = z.union([z.string().regex(/^\d{1,3}(\.\d{1,2})?%$/), z.number().int().min(1)]);

describe('a value that is not as its schema says', () => {
  test.each<[string, z.ZodType, PackDocument['value'], readonly [string, string]]>([
    ['empty', z.string().min(1), '', ['不能为空', 'must not be empty']],
    ['short', z.string().min(4), 'abc', ['至少 4 个字符', 'at least 4 characters']],
    ['long', z.string().max(3), 'abcd', ['至多 3 个字符', 'room for 3 characters']],
    ['few', z.array(z.number()).min(2), [1], ['至少 2 项', 'at least 2 items']],
    ['many', z.array(z.number()).max(2), [1, 2, 3], ['至多 2 项', 'room for 2 items']],
    ['low', z.number().min(1), 0, ['不能小于 1', 'not be less than 1']],
    ['high', z.number().max(9), 10, ['不能大于 9', 'not be more than 9']],
    ['not above', z.number().gt(0), 0, ['须大于 0', 'be more than 0']],
    ['not below', z.number().lt(5), 5, ['须小于 5', 'be less than 5']],
    ['no code', code, 'A b', ['写法应如“need-general”', 'write it like “need-general”']],
    ['no known pattern', z.string().regex(/^§$/), 'a', ['须合乎 /^§$/', 'must match /^§$/']],
    ['no day', z.iso.date(), '2026-02-30', ['应为存在的日期', 'a day that exists']],
    ['no instant', z.iso.datetime(), 'now', ['应为时刻', 'write an instant']],
    ['no address', z.email(), 'a', ['应为电子邮箱地址', 'an e-mail address']],
    ['no page', z.url(), 'a', ['应为网址', 'a web address']],
    ['no id', z.uuid(), 'a', ['应为 UUID', 'write a UUID']],
    ['another beginning', z.string().startsWith('x-'), 'a', ['须以“x-”开头', 'begin with “x-”']],
    ['no multiple', z.number().multipleOf(5), 7, ['须为 5 的倍数', 'a multiple of 5']],
    ['a wrong key', z.record(code, z.string()), { 'A b': '1' }, ['名称（冒号前', 'its name (what']],
    ['a share as text', share, 'half', ['写法应如“12.5%”', 'write it like “12.5%”']],
    ['a share of nothing', share, 0, ['不能小于 1', 'not be less than 1']],
    ['no share', share, true, ['与这里可用的各种写法都不相符', 'fits none of the ways']],
    ['another type', z.string(), 1, ['应为文字', 'should be text']],
    ['no list', z.array(z.string()), 'a', ['应为列表', 'should be a list']],
  ])('%s is told in our own words', (...[, schema, value, [zh, en]]) => {
    const [inChinese = '', inEnglish = '', ...more] = said(schema, value);
    expect(more).toEqual([]);
    expect(inChinese).toContain(zh);
    expect(inEnglish).toContain(en);
    // What the schema's library says begins with one of these.
    expect(inChinese + inEnglish).not.toMatch(/Invalid|Too (small|big)|\{\{/);
  });
});

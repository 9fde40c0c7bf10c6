import { expect, test } from 'vitest';
import { createTexts } from '#platform/text/index.ts';
import { httpRefusals } from './errors.ts';
import { problemOf } from './problem.ts';

const catalogue = {
  'http.not_permitted.title': 'No',
  'http.not_permitted.detail': 'It takes: {{permission}}',
  'http.not_permitted.next': 'Ask',
  'value.permission.cases.import': 'import into a ledger',
};
const texts = createTexts({ 'zh-CN': catalogue, en: catalogue });
const reader = { texts, language: 'en', requestId: 'r1' } as const;

test('a value that has words of its own is said by them, another one as it is', () => {
  const refused = (permission: string) =>
    problemOf(httpRefusals.refuse('http.not_permitted', { permission }), reader).detail;
  expect(refused('cases.import')).toBe('It takes: import into a ledger');
  expect(refused('x.unknown')).toBe('It takes: x.unknown');
});

test('a title among the values of an issue is said in the language of the reader', () => {
  const missing = { 'x.missing': 'Missing: {{field}}' };
  const both = createTexts({ 'zh-CN': missing, en: missing });
  const titles = { field: { 'zh-CN': '申请金额', en: 'Amount asked for' } };
  const issues = [{ path: 'answers.amount', code: 'x.missing', values: { field: 'x' }, titles }];
  const refused = httpRefusals.refuse('http.invalid', { count: 1 }, { issues });
  const messageIn = (language: 'zh-CN' | 'en') =>
    problemOf(refused, { texts: both, language, requestId: 'r' }).errors?.[0]?.message;
  expect(messageIn('zh-CN')).toBe('Missing: 申请金额');
  expect(messageIn('en')).toBe('Missing: Amount asked for');
});

test('a title among the values of a refusal is said in the language of the reader', () => {
  const titles = { permission: { 'zh-CN': '办理办件', en: 'work on cases' } };
  const refused = httpRefusals.refuse('http.not_permitted', { permission: 'x' }, { titles });
  expect(problemOf(refused, reader).detail).toBe('It takes: work on cases');
  expect(problemOf(refused, { ...reader, language: 'zh-CN' }).detail).toBe('It takes: 办理办件');
});

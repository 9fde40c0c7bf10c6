import { expect, test } from 'vitest';
import { z } from 'zod';
import { errorsText } from './errors.ts';
import { eventsText } from './events.ts';
import { languageFields } from './language.ts';
import { meaningOf, MEANINGS } from './language-words.ts';
import { table } from './markdown.ts';
import { openApiText } from './openapi.ts';
import { packSchemaText } from './pack-schema.ts';

test('a cell may hold what would end it', () => {
  expect(table(['a'], [['x | y\nz']])).toBe('| a |\n| --- |\n| x \\| y z |');
});

test('every refusal stands there with status and a sentence in both languages', async () => {
  const rows = (await errorsText()).split('\n').filter((line) => line.startsWith('| `'));
  expect(rows.length).toBeGreaterThan(50);
  const unsaid = rows.filter((row) => !/^\| `[^`]+` \| \d{3} \| [^|]*\p{Script=Han}/u.test(row));
  expect(unsaid).toEqual([]);
});

test('events of the case machine and of the slices stand there once', async () => {
  const types = [...(await eventsText()).matchAll(/^\| `([a-z.-]+)`/gm)].map(([, type]) => type);
  expect(types).toEqual(expect.arrayContaining(['case.filed', 'record.made', 'subject.erased']));
  expect(new Set(types).size).toBe(types.length);
});

test('every event has a name in both languages', async () => {
  const rows = (await eventsText()).split('\n').filter((line) => line.startsWith('| `'));
  const named = /^\| `[^`]+` \| [^|]*\p{Script=Han}[^|]* \| [A-Z][^|]+ \|/u;
  expect(rows.filter((row) => !named.test(row))).toEqual([]);
});

test('the API is described with a summary for each operation', async () => {
  const shape = z.object({
    paths: z.record(z.string(), z.record(z.string(), z.object({}).loose())),
  });
  const { paths } = shape.parse(JSON.parse(await openApiText()));
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => ({ path, method, summary })),
  );
  expect(operations.length).toBeGreaterThan(40);
  expect(operations.filter(({ summary }) => typeof summary !== 'string')).toEqual([]);
});

test('a service definition needs its code and refuses what it does not know', async () => {
  const { files } = JSON.parse(await packSchemaText());
  const definition = files['services/*.yaml'];
  expect(definition.additionalProperties).toBe(false);
  expect(definition.required).toContain('code');
});

test('every field of the language is explained, and nothing else is', () => {
  const paths = languageFields().map(({ path }) => path);
  expect(paths.length).toBeGreaterThan(200);
  expect(paths.filter((path) => meaningOf(path) === undefined)).toEqual([]);
  expect(Object.keys(MEANINGS).filter((path) => !paths.includes(path))).toEqual([]);
});

import { expect, test } from 'vitest';
import type { AuditProblem } from '#platform/journal/index.ts';
import { languages, ourTexts } from '#platform/text/index.ts';
import { evidenceRefusals } from './errors.ts';

const codes = Object.keys(evidenceRefusals.codes);

test.each(languages)('every refusal says in %s what happened and what to do next', (language) => {
  const missing = codes
    .flatMap((code) => [`${code}.title`, `${code}.next`])
    .filter((key) => !ourTexts().has(language, key));
  expect([codes.length > 0, missing]).toEqual([true, []]);
});

test.each(languages)('everything an audit can find has its words in %s', (language) => {
  // The record makes the compiler say when a kind is added that has no words.
  const kinds: Record<AuditProblem | 'tile-differs', true> = {
    'index-missing': true,
    'entry-malformed': true,
    'columns-differ': true,
    'act-differs': true,
    'datum-differs': true,
    'leaf-differs': true,
    'root-differs': true,
    'signature-bad': true,
    'size-differs': true,
    'row-extra': true,
    'tile-differs': true,
  };
  const missing = Object.keys(kinds).filter(
    (kind) => !ourTexts().has(language, `evidence.broken.${kind}`),
  );
  expect(missing).toEqual([]);
});

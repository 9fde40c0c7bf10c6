import { globSync } from 'node:fs';
import { join } from 'node:path';
import { translate } from '#platform/text/index.ts';
import { ROOT } from '../runtime.mjs';
import { table } from './markdown.ts';

type Codes = Readonly<Record<string, { readonly status: number }>>;

/** Every refusal code of the HTTP layer and the slices, with status and both texts. */
export async function errorsText(): Promise<string> {
  const files = globSync('{platform,domains}/*/errors.ts', { cwd: ROOT }).sort();
  const parts = await Promise.all(files.map(partOf));
  const head = [
    '# Refusals',
    'An expected no is an RFC 9457 problem (`application/problem+json`) with one of these codes, its',
    'sentence, the next step and, where one stands behind it, the clause. What the case machine refuses',
    'carries a code `process.…`; its texts stand in `engines/process/text`.',
  ];
  return `${[head.join('\n'), ...parts].join('\n\n')}\n`;
}

async function partOf(file: string): Promise<string> {
  const module: Readonly<Record<string, unknown>> = await import(join(ROOT, file));
  const codes = Object.values(module).flatMap((value) => Object.entries(codesOf(value)));
  const rows = codes.map(([code, { status }]) => [
    `\`${code}\``,
    String(status),
    translate('zh-CN', `${code}.title`),
    translate('en', `${code}.title`),
    translate('en', `${code}.next`),
  ]);
  return `## ${file}\n\n${table(['code', 'status', 'zh-CN', 'en', 'next step'], rows)}`;
}

function codesOf(value: unknown): Codes {
  if (typeof value !== 'object' || value === null || !('codes' in value)) return {};
  return value.codes as Codes; // what `defineRefusals` returns
}

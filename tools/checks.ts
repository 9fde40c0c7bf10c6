import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { stopwatch } from './progress.ts';
import { ROOT } from './runtime.mjs';
import { Refusal, sentence } from './text.mjs';

/** One check: a Node script of the repository or of a package, and its arguments. */
export type Check = { readonly name: string; readonly command: readonly [string, ...string[]] };

/** How one check ended, with everything it wrote. */
export type CheckResult = {
  readonly name: string;
  readonly passed: boolean;
  readonly said: string;
};

const tsc = (project: string): Check => ({
  name: `types-${project}`,
  command: ['node_modules/typescript/bin/tsc', '-p', `tsconfig.${project}.json`],
});

/** What `npm run check` looks at, the slow ones first so that two cores end together. */
export const CHECKS: readonly Check[] = [
  { name: 'format', command: ['node_modules/prettier/bin/prettier.cjs', '--check', '.'] },
  tsc('node'),
  tsc('web'),
  tsc('pure'),
  { name: 'lint', command: ['node_modules/oxlint/bin/oxlint', '--type-aware'] },
  { name: 'reference', command: ['tools/reference.ts', '--check'] },
  { name: 'borders', command: ['tools/borders.ts'] },
  {
    name: 'borders-proof',
    command: ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', 'tools/borders'],
  },
];

const AT_ONCE_MAX = 2;

/** Returns the checks of these names, or all of them for none. */
export function chooseChecks(names: readonly string[]): readonly Check[] {
  const known = CHECKS.map((check) => check.name);
  const unknown = names.find((name) => !known.includes(name));
  if (unknown) throw new Refusal('check.unknown', { name: unknown, known: known.join(', ') });
  return names.length === 0 ? CHECKS : CHECKS.filter((check) => names.includes(check.name));
}

/** Runs the checks, two at a time; each is told when it ends, a failed one with what it wrote. */
export async function runChecks(
  checks: readonly Check[],
  tell: (text: string) => void,
): Promise<CheckResult[]> {
  const waiting = [...checks];
  const results: CheckResult[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const seconds = stopwatch();
      const result = await runCheck(next);
      const mark = result.passed ? '✓' : '✗';
      tell(sentence('check.step', { mark, name: result.name, seconds: seconds() }));
      if (!result.passed) tell(result.said);
      results.push(result);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE_MAX }, work));
  return results;
}

function runCheck({ name, command }: Check): Promise<CheckResult> {
  const [script, ...args] = command;
  const env = { ...process.env, NO_COLOR: '1' };
  const child = spawn(process.execPath, [join(ROOT, script), ...args], { cwd: ROOT, env });
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (said += text));
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ name, passed: code === 0, said }));
  });
}

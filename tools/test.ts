import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { CHECKS, runChecks } from './checks.ts';
import { HOME, ROOT } from './runtime.mjs';
import { ensureBrowser } from './test/browser.ts';
import { countReport, sumTotals, type Totals } from './test/totals.ts';
import { Refusal, fail, say } from './text.mjs';
import { buildWeb } from './up/web-build.ts';

const PROJECTS = ['unit', 'database', 'journeys'] as const;
const PARTS = ['check', ...PROJECTS] as const;
type Part = (typeof PARTS)[number];

/**
 * `npm test [-- PART …]`: everything, in the order of its price. The last line of the output is
 * `N passed, N failed`; each check counts as one.
 */
async function main(): Promise<void> {
  const parts = chooseParts(process.argv.slice(2));
  if (parts.includes('journeys')) await ensureBrowser();
  const totals: Totals[] = [];
  for (const part of parts) {
    say('test.part', { part });
    totals.push(part === 'check' ? await checkAll() : await testProject(part));
  }
  const { passed, failed } = sumTotals(totals);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
}

function chooseParts(names: readonly string[]): readonly Part[] {
  const unknown = names.find((name) => !PARTS.some((part) => part === name));
  if (unknown) throw new Refusal('test.unknown', { name: unknown, known: PARTS.join(', ') });
  return names.length === 0 ? PARTS : PARTS.filter((part) => names.includes(part));
}

/** The borders' proof is one of the unit tests already. */
async function checkAll(): Promise<Totals> {
  const checks = CHECKS.filter((check) => check.name !== 'borders-proof');
  const results = await runChecks(checks, console.log);
  const passed = results.filter((result) => result.passed).length;
  return { passed, failed: results.length - passed };
}

async function testProject(project: (typeof PROJECTS)[number]): Promise<Totals> {
  // Journeys click through the built pages, and a unit test weighs them.
  if (project !== 'database') await buildWeb(ROOT);
  const report = join(HOME, 'test', `${project}.json`);
  mkdirSync(join(HOME, 'test'), { recursive: true });
  rmSync(report, { force: true });
  const code = await runVitest(project, report);
  if (!existsSync(report)) {
    say('test.no-report', { part: project });
    return { passed: 0, failed: 1 };
  }
  const totals = countReport(JSON.parse(readFileSync(report, 'utf8')));
  if (totals.passed + totals.failed === 0) say('test.none', { part: project });
  // An error outside of any test, in the set-up for example, shows only in the exit code.
  return code !== 0 && totals.failed === 0 ? { passed: totals.passed, failed: 1 } : totals;
}

function runVitest(project: string, report: string): Promise<number | null> {
  const vitest = join(ROOT, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const args = [vitest, 'run', '--project', project, ...reporters];
  const child = spawn(process.execPath, args, { cwd: ROOT, stdio: ['ignore', 1, 2] });
  return new Promise((resolve, reject) => child.on('error', reject).on('exit', resolve));
}

await main().catch((error: unknown) => {
  fail(error);
  process.stdout.write('0 passed, 1 failed\n');
});

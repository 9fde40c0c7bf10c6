import { chooseChecks, runChecks } from './checks.ts';
import { fail } from './text.mjs';

/** `npm run check [-- NAME …]`: format, lint, types and borders, with the borders' own proof. */
async function main(): Promise<void> {
  const results = await runChecks(chooseChecks(process.argv.slice(2)), console.log);
  if (results.some((result) => !result.passed)) process.exitCode = 1;
}

await main().catch(fail);

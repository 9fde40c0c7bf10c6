// npm run up — everything from a bare machine to a running park. Plain JavaScript for any Node ≥ 20.19.
import { run } from './run.mjs';
import { fail } from './text.mjs';

await run('tools/up.ts', process.argv.slice(2)).catch(fail);

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT } from './runtime.mjs';

/** What a tool says when it is started like this: the end of it, and what it wrote. */
function started(script: string, ...args: string[]) {
  const env = { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  const { status, stderr, stdout } = spawnSync(
    process.execPath,
    [join(ROOT, 'tools', script), ...args],
    { cwd: ROOT, encoding: 'utf8', env },
  );
  return { status, said: `${stdout}${stderr}` };
}

describe('a tool started with what is none of its options', () => {
  test.each([
    ['kill-test.ts', ['--nonsense']],
    ['kill-test.ts', ['--kills', 'many']],
    ['kill-test.ts', ['--width', '0']],
    ['fault-test.ts', ['--nonsense']],
    ['fault-test.ts', ['--every', '0']],
    ['demo.ts', ['--nonsense']],
  ])('says in one sentence how %s is used (%j)', (script, args) => {
    const { status, said } = started(script, ...args);
    expect(status).toBe(1);
    expect(said).toMatch(/^Usage: npm run \S+ -- \[--[^\n]*\n$/);
  });
});

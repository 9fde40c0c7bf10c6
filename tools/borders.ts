import { checkBorders } from './borders/check.ts';
import { ROOT } from './runtime.mjs';

const { findings, moduleCount } = checkBorders(ROOT);
for (const { rule, path, line, text } of findings) console.log(`${path}:${line} ${rule}: ${text}`);
console.log(`${moduleCount} modules, ${findings.length} findings`);
if (findings.length > 0 || moduleCount === 0) process.exitCode = 1;

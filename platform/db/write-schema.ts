import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCluster } from './cluster/index.ts';
import { migrate } from './migrate.ts';
import { dumpSchema } from './schema-dump.ts';

// node tools/run.mjs platform/db/write-schema.ts — migrates an empty database, writes schema.sql.
const home = mkdtempSync(join(tmpdir(), 'guiju-schema-'));
chmodSync(home, 0o755);
const programs = join(import.meta.dirname, '..', '..', '.guiju');
const cluster = await startCluster({ home, programs, stopMode: 'immediate' });
try {
  await migrate(cluster.url);
  await writeFile(join(import.meta.dirname, 'schema.sql'), await dumpSchema(cluster.url));
} finally {
  await cluster.stop();
  rmSync(home, { recursive: true, force: true });
}

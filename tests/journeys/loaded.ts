import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { loadPacks } from '#apps/cli/load.ts';
import { onDatabase, runAs } from '#platform/db/testing/cluster.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** A database with the packs that ship, to clone, and the folder with the keys of its logs. */
    loadedPacks: LoadedPacks;
  }
}

export type LoadedPacks = { readonly template: string; readonly home: string };

/** Before the day of every journey. */
const loadedAt = '2026-09-14T08:00:00+08:00';

/** Loads the packs once for all journeys (vitest's global set-up, after that of the server). */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { adminUrl, template: empty } = project.getProvidedContext().testServer;
  const template = `${empty}_loaded`;
  const home = await mkdtemp(join(tmpdir(), 'guiju-loaded-'));
  await runAs(adminUrl, `create database ${template} template ${empty}`);
  const environment = { GUIJU_DEMO: '1', GUIJU_NOW: loadedAt };
  const databaseUrl = onDatabase(adminUrl, template);
  await loadPacks({ databaseUrl, home, environment, log: () => undefined });
  project.provide('loadedPacks', { template, home });
  return async () => {
    await rm(home, { recursive: true, force: true });
    await runAs(adminUrl, `drop database if exists ${template} with (force)`);
  };
}

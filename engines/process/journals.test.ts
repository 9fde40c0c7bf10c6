import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import type { CaseEvent } from './event.ts';
import { fold } from './evolve.ts';
import { emptyState } from './state.ts';

type Journal = { readonly version: string; readonly sha256: string; readonly events: CaseEvent[] };

/** Journals as released versions wrote them. They are never changed; new versions add new files. */
const folder = join(import.meta.dirname, 'testing/journals');
const files = globSync('*.json', { cwd: folder }).sort();

describe('journals of released versions', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(2);
  });

  it.each(files)('%s folds to the same bytes as on the day it was written', (file) => {
    // The file is one of ours, written in this shape.
    const journal = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Journal;
    const state = canonicalJson(fold(journal.events, emptyState()));
    expect(createHash('sha256').update(state).digest('hex')).toBe(journal.sha256);
  });
});

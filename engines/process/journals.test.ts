import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '#engines/ledger/index.ts';
import { type CaseEvent, EVENT_SCHEMA } from './event.ts';
import { fold } from './evolve.ts';
import { emptyState } from './state.ts';
import { upcast } from './upcast.ts';

type Journal = { readonly version: string; readonly sha256: string; readonly events: CaseEvent[] };

/** Journals as released versions wrote them. They are never changed; new versions add new files. */
const folder = join(import.meta.dirname, 'testing/journals');
const files = globSync('*.json', { cwd: folder }).sort();

describe('journals of released versions', () => {
  it('are there', () => {
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it.each(files)('%s folds to the same bytes as on the day it was written', (file) => {
    // The file is one of ours, written in this shape.
    const journal = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Journal;
    const state = canonicalJson(fold(journal.events, emptyState()));
    expect(createHash('sha256').update(state).digest('hex')).toBe(journal.sha256);
  });

  it('are told in the newest schema by lifting them, which changes nothing of what they fold to', () => {
    for (const file of files) {
      // The file is one of ours, written in this shape.
      const { events } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Journal;
      const lifted = events.map(upcast);
      expect(lifted.map(({ schema }) => schema)).toEqual(events.map(() => EVENT_SCHEMA));
      expect(fold(lifted, emptyState())).toEqual(fold(events, emptyState()));
      expect(lifted.map(upcast)).toEqual(lifted);
    }
  });

  it('include one of a schema before the first', () => {
    const schemas = files.flatMap((file) => {
      // The file is one of ours, written in this shape.
      const { events } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Journal;
      return events.map(({ schema }) => schema);
    });
    expect(schemas).toContain(0);
    expect(schemas).toContain(undefined);
  });
});

import { defineRefusals } from '#platform/http/refusal.ts';

/** What the journal refuses. */
export const journalRefusals = defineRefusals({
  /** Somebody else acted on the same thing in between: read it again, then decide again. */
  'journal.conflict': { status: 409 },
  /** No checkpoint covers the entry yet (待固化). */
  'journal.pending': { status: 409 },
  'journal.entry_not_found': { status: 404 },
});

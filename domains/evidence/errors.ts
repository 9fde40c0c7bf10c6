import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. */
export const evidenceRefusals = defineRefusals({
  'evidence.no_log': { status: 404 },
  'evidence.no_checkpoint': { status: 404 },
  'evidence.no_tile': { status: 404 },
  'evidence.not_found': { status: 404 },
  'evidence.not_yours': { status: 403 },
  /** No checkpoint covers the entry yet (待固化). */
  'evidence.pending': { status: 409 },
  'evidence.log_too_long': { status: 422 },
  'evidence.not_a_subject': { status: 422 },
});

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
  /** A checkpoint covers it, but too few witnesses have cosigned since some time. */
  'evidence.quorum_missing': { status: 409 },
  /** A checkpoint covers it, but the time authority has not answered since some time. */
  'evidence.timestamp_overdue': { status: 409 },
  'evidence.no_roots': { status: 404 },
  'evidence.rotation_pending': { status: 409 },
  'evidence.log_too_long': { status: 422 },
  'evidence.not_a_subject': { status: 422 },
  /** Nothing is or was held about it: a slip of the pen must not look like an erasure. */
  'evidence.unknown_subject': { status: 404 },
});

import { defineRefusals } from './refusal.ts';

/** What the HTTP layer itself refuses, before or around any slice. */
export const httpRefusals = defineRefusals({
  'http.not_found': { status: 404 },
  'http.park_not_found': { status: 404 },
  'http.not_signed_in': { status: 401 },
  'http.not_permitted': { status: 403 },
  'http.invalid': { status: 400 },
  'http.malformed_body': { status: 400 },
  'http.not_understood': { status: 400 },
  'http.body_too_large': { status: 413 },
  'http.unsupported_media_type': { status: 415 },
  'http.file_missing': { status: 400 },
  'http.idempotency_key_missing': { status: 400 },
  'http.idempotency_in_flight': { status: 409 },
  'http.idempotency_key_reused': { status: 422 },
  'http.if_match_missing': { status: 428 },
  'http.stale': { status: 412 },
  'http.cursor_invalid': { status: 400 },
  'http.too_many_requests': { status: 429 },
  'http.unavailable': { status: 503 },
});

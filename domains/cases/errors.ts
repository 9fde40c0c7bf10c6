import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. What the case machine refuses is its own. */
export const casesRefusals = defineRefusals({
  'cases.not_found': { status: 404 },
  'cases.other_park': { status: 404 },
  'cases.no_voucher': { status: 404 },
  'cases.not_yours': { status: 403 },
  'cases.no_calendar': { status: 409 },
  'cases.not_need': { status: 422 },
  'cases.no_such_node': { status: 422 },
  'cases.no_such_person': { status: 422 },
  'cases.file_not_found': { status: 404 },
  'cases.file_too_large': { status: 413 },
  'cases.file_type': { status: 415 },
  'cases.record_not_found': { status: 404 },
  'cases.record_is_need': { status: 409 },
  'cases.not_rateable': { status: 409 },
  'cases.rated_already': { status: 409 },
  'cases.import_invalid': { status: 422 },
  'cases.import_too_long': { status: 413 },
  'cases.import_demo': { status: 422 },
  'cases.import_unreadable': { status: 422 },
  'cases.day_before_today': { status: 422 },
  'cases.day_after_today': { status: 422 },
  'cases.no_such_month': { status: 404 },
  'cases.closed_already': { status: 409 },
  'cases.nothing_to_test': { status: 404 },
});

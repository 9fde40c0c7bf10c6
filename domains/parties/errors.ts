import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. */
export const partiesRefusals = defineRefusals({
  'parties.no_mandate': { status: 403 },
  'parties.network_invalid': { status: 422 },
  'parties.credit_code_invalid': { status: 422 },
  'parties.pack_reference_missing': { status: 422 },
  'parties.clock_not_settable': { status: 409 },
  'parties.absence_invalid': { status: 422 },
  'parties.absence_noted_already': { status: 409 },
  'parties.node_not_found': { status: 404 },
  'parties.organisation_not_found': { status: 404 },
});

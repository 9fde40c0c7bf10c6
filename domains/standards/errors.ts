import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. */
export const standardsRefusals = defineRefusals({
  'standards.no_system': { status: 404 },
  'standards.not_found': { status: 404 },
  'standards.clause_not_found': { status: 404 },
  'standards.pack_invalid': { status: 422 },
});

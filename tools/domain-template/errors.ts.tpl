import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. */
export const __nouns__Refusals = defineRefusals({
  '__nouns__.not_found': { status: 404 },
  '__nouns__.already_closed': { status: 409 },
});

import { defineRefusals } from '#platform/http/index.ts';

/** What this slice refuses; the texts stand in `text/`. */
export const servicesRefusals = defineRefusals({
  'services.not_found': { status: 404 },
  'services.template_not_found': { status: 422 },
  'services.bundle_not_found': { status: 404 },
  'services.edition_unknown': { status: 404 },
  'services.edition_ambiguous': { status: 409 },
  'services.edition_taken': { status: 409 },
  'services.effective_too_early': { status: 422 },
  'services.effective_before_base': { status: 422 },
  'services.released_too_early': { status: 422 },
  'services.revision_not_found': { status: 404 },
  'services.revision_published': { status: 409 },
  'services.revision_withdrawn': { status: 409 },
  'services.revision_has_findings': { status: 422 },
  'services.revision_outdated': { status: 409 },
  'services.revision_empty': { status: 422 },
  'services.element_not_found': { status: 422 },
});

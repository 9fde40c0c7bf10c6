import { queryOptions } from '@tanstack/react-query';
import { act, api, read } from '#platform/ui/api.ts';
import type { Change, Revisable, Revision, ServiceGuide } from '../../model/index.ts';

/** The earlier edition a draft begins from; undefined where it begins from the latest. */
export const restoredBy = (changes: readonly Change[]) =>
  changes.find((change) => change.kind === 'restore');

/** A line of the list of revisions. */
export type RevisionLine = Pick<Revision, 'id' | 'service' | 'clause' | 'state' | 'reason'> & {
  readonly openedAt: string;
};

const revisable = read<Revisable>()('/p/:park/api/services/:code/revisable');
const guide = read<ServiceGuide>()('/p/:park/api/services/:code');
const list = read<{ items: RevisionLine[] }>()('/p/:park/api/revisions');
const one = read<Revision>()('/p/:park/api/revisions/:id');

type Draft = { readonly reason: string; readonly changes: readonly Change[] };

/** Opens a draft. */
export const openDraft = act<
  Draft & { readonly service: string; readonly clause: string },
  Revision
>()('POST', '/p/:park/api/revisions');

/** Saves a draft. */
export const saveDraft = act<Draft, Revision>()('PUT', '/p/:park/api/revisions/:id');

/** Publishes a draft as the next edition. */
export const publishDraft = act<
  { readonly edition: string; readonly releasedOn: string; readonly effectiveOn: string },
  Revision
>()('POST', '/p/:park/api/revisions/:id/publish');

/** Gives a draft up. */
export const withdrawDraft = act<Record<string, never>, Revision>()(
  'POST',
  '/p/:park/api/revisions/:id/withdraw',
);

/** Puts a draft on the latest edition. */
export const renewDraft = act<Record<string, never>, Revision>()(
  'POST',
  '/p/:park/api/revisions/:id/renew',
);

/**
 * What may be revised under a clause of a service: the values in force, or those of the earlier
 * edition of `bundle`, and the choices.
 */
export const revisableQuery = (at: {
  readonly park: string;
  readonly service: string;
  readonly clause: string;
  readonly bundle?: string | undefined;
}) =>
  queryOptions({
    queryKey: ['services', at.park, 'revisable', at.service, at.clause, at.bundle],
    queryFn: ({ signal }) =>
      api.get(revisable, {
        params: { park: at.park, code: at.service },
        search: { clause: at.clause, bundle: at.bundle },
        signal,
      }),
  });

/** The guide of one edition, by the hash of its bundle. */
export const editionQuery = (at: {
  readonly park: string;
  readonly service: string;
  readonly bundle: string;
}) =>
  queryOptions({
    queryKey: ['services', at.park, 'edition', at.service, at.bundle],
    queryFn: ({ signal }) =>
      api.get(guide, {
        params: { park: at.park, code: at.service },
        search: { bundle: at.bundle },
        signal,
      }),
    // A published edition never changes.
    staleTime: Infinity,
  });

/** Drafts and published revisions, latest first. */
export const revisionsQuery = (park: string) =>
  queryOptions({
    queryKey: ['services', park, 'revisions'],
    queryFn: ({ signal }) => api.get(list, { params: { park }, signal }),
  });

/** One revision with its findings and the guide as it would be. */
export const revisionQuery = (at: { readonly park: string; readonly id: string }) =>
  queryOptions({
    queryKey: ['services', at.park, 'revision', at.id],
    queryFn: ({ signal }) => api.get(one, { params: at, signal }),
  });

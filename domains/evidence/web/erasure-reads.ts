import { queryOptions } from '@tanstack/react-query';
import type { FoundPerson, Organisation } from '#domains/parties/model.ts';
import { act, api, read } from '#platform/ui/api.ts';
import type { ErasureGround, ErasurePreview, ErasureRecord, ErasureView } from '../model.ts';

const people = read<{ readonly items: readonly FoundPerson[] }>()('/p/:park/api/people');
const firms = read<{ readonly items: readonly Organisation[] }>()('/p/:park/api/organisations');
const preview = read<ErasurePreview>()('/p/:park/api/erasures/preview');
const erasures = read<{ readonly items: readonly ErasureRecord[] }>()('/p/:park/api/erasures');

/** Erases a subject; the answer names the entry that records it. */
export const eraseAct = act<
  { readonly subject: string; readonly ground: ErasureGround },
  ErasureView
>()('POST', '/p/:park/api/erasures');

/** Somebody or some firm that may be erased, as a search finds them. */
export type FoundSubject = {
  readonly subject: string;
  readonly kind: 'person' | 'party';
  readonly name: string;
  /** E-mail of a person, 统一社会信用代码 of a firm where it has one. */
  readonly detail: string;
};

/** People and firms of a park by a part of their name. */
export const subjectsQuery = (park: string, q: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'subjects', q],
    enabled: q !== '',
    queryFn: async ({ signal }): Promise<readonly FoundSubject[]> => {
      const asked = { params: { park }, search: { q }, signal };
      const [found, named] = await Promise.all([api.get(people, asked), api.get(firms, asked)]);
      return [
        ...found.items.map(({ id, name, email }) => ({
          ...{ subject: `person/${id}`, kind: 'person' as const, name, detail: email },
        })),
        ...named.items.map(({ id, name, uscc }) => ({
          ...{ subject: `party/${id}`, kind: 'party' as const, name, detail: uscc ?? id },
        })),
      ];
    },
  });

/** What is held about a subject. */
export const previewQuery = (park: string, subject: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'erasure', subject],
    queryFn: ({ signal }) => api.get(preview, { params: { park }, search: { subject }, signal }),
  });

/** What was erased in this park. */
export const erasuresQuery = (park: string) =>
  queryOptions({
    queryKey: ['evidence', park, 'erasures'],
    queryFn: ({ signal }) => api.get(erasures, { params: { park }, signal }),
  });

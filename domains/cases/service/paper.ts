import { dayOf, parseInstant } from '#engines/calendar/index.ts';
import type { Bundle } from '#domains/services/index.ts';
import type { CaseEvent } from '#engines/process/index.ts';
import { zoneOffset } from '#platform/calendars/index.ts';
import type { DocumentPart, OfficeDocument } from '#platform/office/index.ts';
import { limitParts } from '#platform/ui/limit.ts';
import { to } from '#platform/ui/urls.ts';
import type { HeldCase } from '../store/case.ts';
import type { Network } from './network.ts';
import type { Words } from './words.ts';

/** Addresses printed on papers, under the address people use for this installation. */
export type PaperAddresses = {
  /** The receipt of an entry, where anybody it concerns can verify it. */
  readonly receipt: (entryId: string) => string;
  /** Where a receipt in hand is verified. */
  readonly verify: string;
};

/**
 * The addresses printed on a park's papers.
 *
 * @param origin address of this installation without a trailing slash; empty prints paths
 */
export const paperAddresses =
  (origin: string) =>
  (park: string): PaperAddresses => ({
    receipt: (entry) => `${origin}${to.receipt({ park, entry })}`,
    verify: `${origin}${to.verify({ park })}`,
  });

/** What a paper of a case is made from. */
export type PaperGround = {
  readonly row: HeldCase;
  readonly bundle: Bundle;
  readonly network: Network;
  readonly words: Words;
  readonly addresses: PaperAddresses;
  /** The act the paper is about. */
  readonly entryId: string;
  readonly event: CaseEvent;
};

/** A day as papers write it, `2026年9月18日`, in park time. */
export function paperDay(words: Words, zone: string, instant: string): string {
  const at = parseInstant(instant);
  const [year = '', month = '', day = ''] = dayOf(at, zoneOffset(zone, at)).split('-');
  return words.say('cases.paper.day', { year, month: Number(month), day: Number(day) });
}

/** A limit as papers write it: `5 个工作日`; one this language does not know stays as it is. */
export function paperLimit(words: Words, limit: string): string {
  const parts = limitParts(limit);
  if (parts === undefined) return limit;
  const n = parts.unit === 'same-day' ? 0 : parts.amount;
  return words.say(`cases.paper.limit.${parts.unit}`, { count: n });
}

/** What every paper says of the case, in the order of official papers. */
export function paperFacts(ground: PaperGround): readonly (readonly [string, string])[] {
  const { row, bundle, network, words, event } = ground;
  const { definition } = bundle;
  const clause = event.clause ?? definition.standard.clause ?? '';
  const basis = { number: definition.standard.number, edition: bundle.edition, clause };
  const office = event.node === undefined ? network.title : network.nodeTitle(event.node);
  const facts: [string, string][] = [
    [definition.need ? 'need-number' : 'number', row.number],
    ['service', words.pick(definition.title)],
    ['applicant', row.applicant_name || words.say('cases.paper.nobody')],
    ['basis', words.say('cases.paper.basis_text', basis)],
    ['at', paperDay(words, network.zone, event.at)],
    ['office', words.pick(office)],
  ];
  return facts.map(([key, value]) => [words.say(`cases.paper.${key}`), value] as const);
}

/** The text of the clause the act rests on, as the bundle holds it; empty when it holds none. */
export function clauseParts({ bundle, words, event }: PaperGround): DocumentPart[] {
  const clause = event.clause ?? bundle.definition.standard.clause ?? '';
  const text = Object.hasOwn(bundle.clauses, clause) ? bundle.clauses[clause] : undefined;
  if (text === undefined) return [];
  return [
    { kind: 'heading', text: words.say('cases.paper.clause', { clause }) },
    { kind: 'paragraph', text: words.pick(text) },
  ];
}

/** Marks, the way to verify and the foot that every paper has. */
export function paperOf(
  ground: PaperGround,
  said: { readonly title: string; readonly parts: readonly DocumentPart[] },
): OfficeDocument {
  const { words, network, addresses, entryId, row } = ground;
  const marks = [
    words.say('cases.paper.mark.sample'),
    ...(network.demo ? [words.say('cases.paper.demo')] : []),
  ];
  return {
    title: said.title,
    marks,
    parts: [
      ...said.parts,
      { kind: 'address', url: addresses.receipt(entryId), text: words.say('cases.paper.verify') },
      {
        kind: 'paragraph',
        text: words.say('cases.paper.verify_at', { address: addresses.verify }),
      },
      { kind: 'paragraph', text: words.say('cases.paper.proof') },
    ],
    footer: words.say('cases.paper.footer', { number: row.number }),
  };
}

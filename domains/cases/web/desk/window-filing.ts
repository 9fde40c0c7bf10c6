import type { ServiceGuide } from '#domains/services/model/index.ts';
import type { FileCase } from '../../model/case.ts';
import { answersOf, askedMaterials } from '../my/form/check.ts';
import type { HandedIn } from '../my/form/MaterialsPart.tsx';
import type { TypedAnswers } from '../my/form/typed.ts';

/** How a matter came to the window; online filing is the applicant's own. */
export const windowChannels = ['window', 'station', 'visit', 'phone'] as const;
export type WindowChannel = (typeof windowChannels)[number];

/** A filing for somebody else while it is filled in. */
export type WindowFiling = {
  readonly answers: TypedAnswers;
  readonly files: HandedIn;
  readonly needClass: string;
  readonly channel: WindowChannel;
  readonly node: string;
  readonly applicant: { readonly name: string; readonly id: string | null };
  /** When it was said, as the control gives it (`2026-09-18T10:00`, park time); empty: now. */
  readonly occurred: string;
  /** What proves it (its number or where it is kept); absent in what was typed before it was asked. */
  readonly proof?: string;
};

/** Channels of a service that lead through the window. */
export function channelsOf({ card }: ServiceGuide): readonly WindowChannel[] {
  const open = windowChannels.filter((channel) => card.channels.includes(channel));
  return open.length > 0 ? open : ['window'];
}

/** An empty filing at a service point; fields that ask for the firm's name follow the applicant. */
export function blankFiling(guide: ServiceGuide, node: string): WindowFiling {
  return {
    answers: {},
    files: {},
    needClass: '',
    channel: channelsOf(guide)[0] ?? 'window',
    node,
    applicant: { name: '', id: null },
    occurred: '',
  };
}

/** The answers with the applicant's name where the form asks for it and nothing else is typed. */
export function answersFor(
  guide: ServiceGuide,
  { answers, applicant }: WindowFiling,
): TypedAnswers {
  const named = guide.form
    .filter(({ id, prefill }) => prefill === 'organisation.name' && answers[id] === undefined)
    .map(({ id }) => [id, applicant.name.trim()] as const);
  return { ...answers, ...Object.fromEntries(named) };
}

/** What proves an earlier time by this service's rule; undefined where nothing has to be proved. */
export function proofAsked(
  { occurred: rule }: Pick<ServiceGuide, 'occurred'>,
  { occurred }: Pick<WindowFiling, 'occurred'>,
): ServiceGuide['occurred'] {
  return occurred === '' ? undefined : rule;
}

/**
 * What is handed in for the applicant.
 *
 * @param instantOf reads a park time as the control gives it; undefined when it is none
 */
export function filingFor(
  guide: ServiceGuide,
  filing: WindowFiling,
  instantOf: (local: string) => string | undefined,
): FileCase {
  const typed = answersFor(guide, filing);
  const asked = new Set(askedMaterials(guide, typed).map(({ id }) => id));
  const files = Object.entries(filing.files)
    .filter(([material]) => asked.has(material))
    .flatMap(([material, list]) => list.map(({ id }) => ({ material, file: id })));
  return {
    service: guide.card.code,
    channel: filing.channel,
    node: filing.node === '' ? null : filing.node,
    applicant: { organisation: filing.applicant.id, name: filing.applicant.name.trim() },
    needClass: filing.needClass === '' ? null : filing.needClass,
    answers: answersOf(guide.form, typed),
    files,
    occurredAt: instantOf(filing.occurred) ?? null,
    ...(proofAsked(guide, filing) && { proof: (filing.proof ?? '').trim() }),
    fromRecord: null,
  };
}

/** The instant (ISO, UTC) of a park time `2026-09-18T10:00`, by the zone's offset at that time. */
export function parkInstant(local: string, zone: string): string | undefined {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/.test(local)) return undefined;
  const asUtc = Date.parse(`${local.slice(0, 16)}:00Z`);
  if (Number.isNaN(asUtc)) return undefined;
  const shown = new Intl.DateTimeFormat('sv-SE', {
    ...{ timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit' },
  }).format(new Date(asUtc));
  const offset = Date.parse(`${shown.replace(' ', 'T')}Z`) - asUtc;
  return new Date(asUtc - offset).toISOString();
}

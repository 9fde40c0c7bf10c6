import type { Figure } from '../model/index.ts';
import { percentText } from '../rules.ts';
import type { Counts, Ratings } from '../store/figures.ts';
import type { Words } from './words.ts';

/** What all figures of a page share: words, and the days their links are cut by. */
export type FigureGround = {
  readonly words: Words;
  /** Park days of the records, both included; open ends when absent. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
};

type Ledger = 'needs' | 'cases' | 'services' | 'visits';

/** A page path inside the park that opens the records of a figure. */
export function ledgerLink(
  ledger: Ledger,
  { from, to }: Pick<FigureGround, 'from' | 'to'>,
  filter: Readonly<Record<string, string>> = {},
): string {
  const query = new URLSearchParams({
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...filter,
  }).toString();
  return `/desk/ledgers/${ledger}${query === '' ? '' : `?${query}`}`;
}

/** One figure: its title stands under `cases.figure.<id>`. */
export function figureOf(
  ground: FigureGround,
  one: {
    readonly id: string;
    readonly value: string | number;
    readonly unit: 'matter' | 'time' | 'percent';
    readonly link: string | null;
    readonly notes?: readonly (string | undefined)[];
  },
): Figure {
  const { say } = ground.words;
  const notes = (one.notes ?? []).filter((note): note is string => note !== undefined);
  return {
    id: one.id,
    title: say(`cases.figure.${one.id}`),
    value: String(one.value),
    // Of nothing there is no share: the dash stands alone.
    unit: /\d/.test(String(one.value)) ? say(`cases.figure.unit.${one.unit}`) : '',
    link: one.link,
    note: notes.length === 0 ? null : notes.join(say('cases.notice.join')),
  };
}

/** What a count says of history in it; nothing when there is none. */
function importedNote({ words }: FigureGround, imported: number): string | undefined {
  return imported === 0 ? undefined : words.say('cases.figure.note.imported', { n: imported });
}

/**
 * The figures of needs or of cases: asked, closed and their rate from the counts, and how many of
 * those with a promise kept it, which opens those with one. History is in the counts and marked,
 * but never on time.
 */
export function matterFigures(
  ground: FigureGround,
  ledger: 'needs' | 'cases',
  counts: Counts,
): Figure[] {
  const { say } = ground.words;
  const link = (filter?: Readonly<Record<string, string>>) => ledgerLink(ledger, ground, filter);
  const { total, closed, kept, broken, imported } = counts;
  const shareOf = (part: number, of: number) =>
    of === 0 ? undefined : say('cases.figure.note.share', { part, total: of });
  const share = shareOf(closed, total);
  const timed = shareOf(kept, kept + broken);
  const history = importedNote(ground, imported);
  return [
    figureOf(ground, {
      ...{ id: `${ledger}-total`, value: total, unit: 'matter' as const, link: link() },
      notes: [history],
    }),
    figureOf(ground, {
      ...{ id: `${ledger}-closed`, value: closed, unit: 'matter' as const },
      link: link({ state: 'closed' }),
      notes: [history],
    }),
    figureOf(ground, {
      ...{ id: `${ledger}-rate`, value: percentText(closed, total), unit: 'percent' as const },
      link: link({ state: 'closed' }),
      notes: [share, history],
    }),
    figureOf(ground, {
      ...{ id: `${ledger}-open`, value: total - closed, unit: 'matter' as const },
      link: link({ state: 'open' }),
    }),
    figureOf(ground, {
      ...{
        id: `${ledger}-kept`,
        value: percentText(kept, kept + broken),
        unit: 'percent' as const,
      },
      link: link({ state: 'timed' }),
      notes: [timed],
    }),
  ];
}

/** What is late or stands still now. */
export function pressingFigures(
  ground: FigureGround,
  counts: { readonly needs: Counts; readonly cases: Counts },
  stuck: { readonly days: number; readonly isOurs: boolean },
): Figure[] {
  const { say } = ground.words;
  const stuckNotes = [
    say('cases.figure.note.stuck', { n: stuck.days }),
    stuck.isOurs ? say('cases.figure.note.ours') : undefined,
  ];
  const names = [
    ['needs', 'overdue', counts.needs.overdue],
    ['needs', 'same-day', counts.needs.sameDay],
    ['needs', 'stuck', counts.needs.stuck],
    ['cases', 'overdue', counts.cases.overdue],
    ['cases', 'stuck', counts.cases.stuck],
  ] as const;
  return names.map(([ledger, state, value]) =>
    figureOf(ground, {
      ...{ id: `${ledger}-${state}`, value, unit: 'matter' as const },
      link: ledgerLink(ledger, {}, { state }),
      notes: state === 'stuck' ? stuckNotes : [],
    }),
  );
}

/** Satisfaction with the number of ratings it rests on. @source GB/T 39734—2020 */
export function ratingFigure(
  ground: FigureGround,
  ledger: 'needs' | 'cases',
  { n, good }: Ratings,
): Figure {
  return figureOf(ground, {
    ...{ id: `${ledger}-satisfaction`, value: percentText(good, n), unit: 'percent' as const },
    link: ledgerLink(ledger, {}, { state: 'rated' }),
    notes: n === 0 ? [] : [ground.words.say('cases.figure.note.ratings', { n })],
  });
}

/** Services and visits: counters of their own, never part of the needs. */
export function lineFigures(
  ground: FigureGround,
  lines: {
    readonly services: { readonly total: number; readonly imported: number };
    readonly visits: { readonly total: number; readonly imported: number };
  },
): Figure[] {
  return (['services', 'visits'] as const).map((ledger) =>
    figureOf(ground, {
      ...{ id: `${ledger}-total`, value: lines[ledger].total, unit: 'time' as const },
      link: ledgerLink(ledger, ground),
      notes: [importedNote(ground, lines[ledger].imported)],
    }),
  );
}

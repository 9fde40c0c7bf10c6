import { citedStandard } from '#domains/standards/index.ts';
import { bundleFor, editionOf, pinnedBundle, type Bundle } from '#domains/services/index.ts';
import type { Definition, MigrationPlan } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import { RefusalError, writeCursor } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/localized.ts';
import type { MigrationCase, MigrationDryRun, OldEdition } from '../model/index.ts';
import { openByBundle } from '../store/migration.ts';
import { dryRun, openPlan, type Migrating, type OpenPlan, type PlannedCase } from './migrate.ts';
import { networkOf, type Network } from './network.ts';
import type { Words } from './words.ts';

/** Editions with open cases that are not the ones in force on a day, by service. */
export async function readOldEditions(
  tx: Tx,
  { park, today }: { readonly park: string; readonly today: string },
): Promise<OldEdition[]> {
  const found: OldEdition[] = [];
  for (const { service, bundle, open } of await openByBundle(tx)) {
    const inForce = await bundleFor(tx, service, today).catch(refused);
    if (inForce === undefined || inForce.hash === bundle) continue;
    const old = await pinnedBundle(tx, park, bundle);
    const [from, to] = [await editionOf(tx, bundle), await editionOf(tx, inForce.hash)];
    found.push({
      ...{ service, title: inForce.definition.title, from, to, open },
      ...differences(old.definition, inForce.definition),
      clauses: clausesOf(await clausesToCite(tx, inForce, today)),
    });
  }
  return found;
}

/** Every clause of the standard on a day: the one that allows moving need not be in the service. */
async function clausesToCite(
  tx: Tx,
  { definition, clauses }: Bundle,
  day: string,
): Promise<Readonly<Record<string, Localized>>> {
  const cited = await citedStandard(tx, definition.standard.number, day);
  return cited === undefined ? clauses : cited.clauses;
}

/** Clauses in the order of their numbers, 5.2 before 5.10. */
function clausesOf(clauses: Readonly<Record<string, Localized>>): OldEdition['clauses'] {
  return Object.entries(clauses)
    .map(([id, text]) => ({ id, text }))
    .toSorted((one, other) => compareNumbers(one.id, other.id));
}

function compareNumbers(one: string, other: string): number {
  const [left, right] = [one, other].map((id) => id.split('.').map(Number));
  const at = (left ?? []).findIndex((part, index) => part !== right?.[index]);
  return at === -1 ? one.length - other.length : (left?.[at] ?? 0) - (right?.[at] ?? -1);
}

/** A service that is no longer offered has no edition to move to. */
function refused(error: unknown): undefined {
  if (error instanceof RefusalError) return undefined;
  throw error;
}

function differences(
  from: Definition,
  to: Definition,
): Pick<OldEdition, 'gone' | 'steps' | 'limits'> {
  const named = (definition: Definition, step: string) => ({
    step,
    title: titleOf(definition, step),
  });
  return {
    gone: Object.keys(from.flow.steps)
      .filter((step) => !Object.hasOwn(to.flow.steps, step))
      .map((step) => named(from, step)),
    steps: Object.keys(to.flow.steps).map((step) => named(to, step)),
    limits: limitsOf(to).flatMap(({ element, title, limit }) => {
      const before = limitsOf(from).find((one) => one.element === element)?.limit;
      return before === undefined || before === limit
        ? []
        : [{ element, title, from: before, to: limit }];
    }),
  };
}

type LimitLine = { readonly element: string; readonly title: Localized; readonly limit: string };

function limitsOf(definition: Definition): LimitLine[] {
  const { limits, flow } = definition;
  const whole = (['promised', 'statutory', 'response'] as const).flatMap((kind) => {
    const limit = limits[kind];
    const title = { 'zh-CN': wholeTitles[kind][0], en: wholeTitles[kind][1] };
    return limit === undefined ? [] : [{ element: `limits.${kind}`, title, limit }];
  });
  const steps = Object.entries(flow.steps).flatMap(([name, step]) => {
    const title = titleOf(definition, name);
    const line = (place: string, kind: 'within' | 'max', limit: string | undefined) =>
      limit === undefined ? [] : [{ element: `flow.steps.${place}.${kind}`, title, limit }];
    if (step.kind === 'single') {
      return [...line(name, 'within', step.within), ...line(name, 'max', step.max)];
    }
    return Object.entries(step.members).flatMap(([member, post]) =>
      line(`${name}.${member}`, 'within', post.within),
    );
  });
  return [...whole, ...steps];
}

const wholeTitles = {
  promised: ['承诺时限', 'Promised time'],
  statutory: ['法定时限', 'Statutory time'],
  response: ['答复时限', 'Time to respond'],
} as const;

function titleOf(definition: Definition, step: string): Localized {
  const found = Object.hasOwn(definition.flow.steps, step)
    ? definition.flow.steps[step]
    : undefined;
  return found?.title ?? { 'zh-CN': step };
}

/** A page of a dry run in the reader's words. */
export async function readDryRun(
  tx: Tx,
  migrating: Migrating,
  asked: {
    readonly plan: MigrationPlan;
    readonly words: Words;
    readonly after: string;
    readonly limit: number;
  },
): Promise<MigrationDryRun> {
  const { plan, words, after, limit } = asked;
  const open = await openPlan(tx, migrating.park, plan);
  const network = await networkOf(tx, migrating.park);
  const { cases, total } = await dryRun(tx, migrating, { open, after, limit });
  const last = cases.at(-1)?.number;
  return {
    findings: open.findings.map(({ severity, path, code, values }) => ({
      ...{ severity, path },
      text: words.say(`process.finding.${code}`, values),
    })),
    items: cases.map((one) => caseInWords(one, { open, words, network })),
    total,
    next: cases.length < limit || last === undefined ? null : writeCursor([last]),
  };
}

/** One case under a plan, as people read it. */
export function caseInWords(
  { number, row, move }: PlannedCase,
  { open, words, network }: { open: OpenPlan; words: Words; network: Network },
): MigrationCase {
  const [from, to] = [open.from.definition, open.to.definition];
  const stepIn = (definition: Definition, step: string) => words.pick(titleOf(definition, step));
  if (!move.can) {
    const { code, values } = move.why;
    const named = { ...values, ...stepValue(values, (step) => stepIn(from, step)) };
    const here = row.state.branches.find((branch) => branch.active)?.step ?? '';
    const text = words.say(`process.migration.${code}`, clockValue(named, { open, words }));
    const next = words.say(`process.migration.${code}-next`, named);
    const before = stepIn(from, here);
    return { number, can: false, before, after: before, why: { text, next }, ...noChange };
  }
  const at = (due: number | null) => (due === null ? null : words.instant(due));
  return {
    ...{ number, can: true, why: null },
    before: stepIn(from, move.step.before),
    after: stepIn(to, move.step.after),
    deadlines: move.deadlines.map(({ clock, before, after }) => ({
      clock: clockName(clock, { open, words }),
      ...{ before: at(before), after: at(after) },
    })),
    duties: move.duties.map(({ kind, element, before, after }) => {
      const role = (name: string) => words.pick(network.roleTitle(name));
      const values = {
        element: elementName(to, kind, element, words),
        before: kind === 'role' ? role(before) : before,
        after: kind === 'role' ? role(after) : after,
      };
      return words.say(`cases.migration.duty.${kind}`, values);
    }),
  };
}

const noChange = { deadlines: [], duties: [] };

type Values = Readonly<Record<string, string | number>>;

function stepValue(values: Values, name: (step: string) => string): Values {
  const { step } = values;
  return typeof step === 'string' ? { step: name(step) } : {};
}

function clockValue(values: Values, shown: { open: OpenPlan; words: Words }): Values {
  const { clock } = values;
  return typeof clock === 'string' ? { ...values, clock: clockName(clock, shown) } : values;
}

/** `promised`, or `step:review.finance`, as people say it. */
function clockName(clock: string, { open, words }: { open: OpenPlan; words: Words }): string {
  const [kind = '', place] = clock.split(':');
  if (place === undefined) return words.say(`process.clock.${kind}`);
  const [step = ''] = place.split('.');
  const own = Object.hasOwn(open.to.definition.flow.steps, step) ? open.to : open.from;
  return words.say('cases.migration.step_clock', {
    step: words.pick(titleOf(own.definition, step)),
  });
}

// oxlint-disable-next-line max-params -- one lookup by four keys, each of another kind
function elementName(to: Definition, kind: string, element: string, words: Words): string {
  const list = kind === 'material' ? to.materials : kind === 'field' ? to.form : undefined;
  const title = list?.find(({ id }) => id === element)?.title;
  return words.pick(title ?? titleOf(to, element.split('.')[0] ?? ''));
}

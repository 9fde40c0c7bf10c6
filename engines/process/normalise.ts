import type {
  BlockStep,
  Definition,
  End,
  Flow,
  FormField,
  Material,
  Part,
  Phase,
  Post,
  Rung,
  Step,
  Way,
} from './definition.ts';
import { withPriorNotice } from './adverse.ts';
import { PARTS } from './authority.ts';
import { effectOf } from './effect.ts';
import { NATURE_NAMES, NATURES, type Nature } from './nature.ts';
import type { DefinitionSource, EndSource, RungSource, StepSource, WaySource } from './schema.ts';
import { tableOf } from './table.ts';

/** Ends that are adverse wherever they occur, unless the definition says otherwise. */
const ADVERSE_ENDS: ReadonlySet<string> = new Set([
  'denied',
  'refused',
  'not-accepted',
  'not-within-remit',
  'lapsed',
  'voided',
]);

/** Returns the definition of a written one, with every default in place and no undefined member. */
export function normalise(source: DefinitionSource): Definition {
  const need = source.need ?? false;
  const definition = {
    ...source,
    language: 1 as const,
    nature: natureOf(source.nature),
    basis: source.basis ?? [],
    mode: source.mode ?? 'handle',
    forwarded: source.forwarded ?? false,
    need,
    classes: source.classes ?? [],
    applicant: source.applicant ?? { kinds: ['enterprise'] },
    channels: source.channels ?? ['web', 'window'],
    limits: { from: need ? ('filed' as const) : ('accepted' as const), ...source.limits },
    accept: source.accept && {
      notifyDeficiency: source.accept['notify-deficiency'],
      silent: source.accept.silent,
    },
    form: (source.form ?? []).map(fieldOf),
    materials: (source.materials ?? []).map(materialOf),
    tables: source.tables?.map(tableOf),
    flow: flowOfSource(source),
    rungs: (source.rungs ?? []).map((rung) => rungOf(rung, 'promised')),
    suspensions: source.suspensions ?? [],
    closing: source.closing && { ...source.closing, tries: source.closing.tries ?? 3 },
    extension: source.extension && {
      ...source.extension,
      by: source.extension.by ?? 'head',
      clock: source.extension.clock ?? 'promised',
    },
    powers: {
      dispatch: source.powers?.dispatch ?? 'dispatcher',
      supervise: source.powers?.supervise ?? 'head',
      void: source.powers?.void ?? 'head',
      reopen: source.powers?.reopen ?? 'head',
    },
    obligations: (source.obligations ?? []).map((one) => ({ ...one, by: one.by ?? 'applicant' })),
    publicity: source.publicity ?? [],
    review: source.review && {
      ...source.review,
      scale: 'five' as const,
      invite: source.review.invite ?? 'at-end',
    },
    measures: source.measures ?? [],
  };
  // The spread keeps optional members that are undefined; canonical JSON has none.
  return withoutUndefined(definition) as Definition;
}

function natureOf(written: string): Nature {
  const named = NATURE_NAMES[written];
  return named ?? NATURES.find((nature) => nature === written) ?? 'other-power';
}

function fieldOf(source: NonNullable<DefinitionSource['form']>[number]): FormField {
  const choices = (source.choices ?? []).map((choice) =>
    typeof choice === 'string' ? { value: choice, title: { 'zh-CN': choice } } : choice,
  );
  return { ...source, required: source.required ?? false, choices };
}

function materialOf(source: NonNullable<DefinitionSource['materials']>[number]): Material {
  return {
    ...source,
    required: source.required ?? true,
    accept: source.accept ?? ['pdf', 'jpg', 'png'],
    copies: source.copies ?? 1,
    form: source.form ?? 'electronic',
    source: source.source ?? 'applicant',
  };
}

function rungOf(source: RungSource, clock: Rung['clock']): Rung {
  const shareBp =
    typeof source.at === 'number' ? source.at : Math.round(Number(source.at.slice(0, -1)) * 100);
  const rung: Rung = { shareBp, to: source.to, clock: source.of ?? clock };
  return source.clause === undefined ? rung : { ...rung, clause: source.clause };
}

function wayOf(source: WaySource): Way {
  if (typeof source === 'string') return { to: source, effects: [] };
  return { ...source, effects: (source.effects ?? []).map(effectOf) };
}

function flowOfSource(source: DefinitionSource): Flow {
  const steps: Record<string, Step> = {};
  for (const [name, step] of Object.entries(source.flow.steps)) {
    steps[name] = stepOf(step, source.need ?? false);
  }
  const ends: Record<string, End> = {};
  for (const [name, end] of Object.entries(source.flow.ends)) {
    ends[name] = endOf(name, end, source.flow.start);
  }
  const flow = { start: source.flow.start, steps, ends };
  return (source.adverse ?? []).reduce(withPriorNotice, flow);
}

function endOf(name: string, source: EndSource, start: string): End {
  const written = typeof source === 'string' ? { title: { 'zh-CN': source } } : source;
  const full: Exclude<EndSource, string> = written;
  const reopen = full.reopen === true ? {} : full.reopen;
  return {
    ...full,
    adverse: full.adverse ?? ADVERSE_ENDS.has(name),
    effects: (full.effects ?? []).map(effectOf),
    onVoid: (full.onVoid ?? []).map(effectOf),
    reopen: reopen && { ...reopen, to: reopen.to ?? start },
  } as End; // `exactOptionalPropertyTypes` is off; undefined members are removed by the caller.
}

function stepOf(source: StepSource, need: boolean): Step {
  const ways: Record<string, Way[]> = {};
  for (const [verb, way] of Object.entries(source.do)) {
    ways[verb] = (Array.isArray(way) ? way : [way]).map(wayOf);
  }
  const common = {
    title: source.title,
    clause: source.clause,
    phase: source.phase ?? phaseOfStep(source, need),
    do: ways,
    rungs: (source.rungs ?? []).map((rung) => rungOf(rung, 'step')),
    once: source.once ?? false,
    times: source.times,
    overdue: source.overdue,
  };
  const members = source.all ?? source.any ?? source.n ?? membersOfParts(source.parts);
  if (members !== undefined) return { ...common, ...blockOf(source, members) };
  return {
    ...common,
    kind: 'single',
    // A step without a role is an error of `check/`; the empty name is held by nobody.
    by: source.by ?? '',
    within: source.within,
    at: source.at ?? 'case',
    clock: source.clock ?? 'running',
    ground: source.ground,
    groundTitle: source.groundTitle,
    max: source.max,
    proof: source.proof,
    decision: source.decision,
  };
}

function blockOf(
  source: StepSource,
  members: NonNullable<StepSource['all']>,
): Pick<BlockStep, 'kind' | 'join' | 'need' | 'members'> {
  const count = Object.keys(members).length;
  const posts: Record<string, Post> = {};
  for (const [name, { part, ...post }] of Object.entries(members)) {
    const own = part === undefined ? {} : { part: partOf(part) };
    posts[name] = { ...post, at: post.at ?? 'case', ...own };
  }
  const join = source.join ?? (source.any ? 'any' : 'all');
  if (join === 'all') return { kind: 'block', join: 'all', need: count, members: posts };
  if (join === 'any') return { kind: 'block', join: 'any', need: 1, members: posts };
  return { kind: 'block', join: 'n', need: join, members: posts };
}

type PartSource = NonNullable<NonNullable<StepSource['all']>[string]['part']>;

/** The members of a block of parts: nobody of the park works on them, their own cases do. */
function membersOfParts(parts: StepSource['parts']): StepSource['all'] {
  if (parts === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(parts).map(([name, { service, form, files, after, when, ...post }]) => [
      name,
      { ...post, by: PARTS, part: { service, form, files, after, when } },
    ]),
  );
}

function partOf({ service, form, files, after, when }: PartSource): Part {
  return {
    service,
    form: form ?? {},
    files: files ?? {},
    after: after ?? [],
    ...(when === undefined ? {} : { when }),
  };
}

/** The status word of a step that names none, by what can be done in it. */
function phaseOfStep(source: StepSource, need: boolean): Phase {
  const verbs = new Set(Object.keys(source.do));
  if (source.clock === 'suspended') return 'special-procedure';
  if (source.by === 'applicant' && verbs.has('resubmit')) return 'to-amend';
  if (verbs.has('dispatch')) return 'to-dispatch';
  if (verbs.has('claim')) return 'to-claim';
  if (verbs.has('accept')) return need ? 'to-claim' : 'to-accept';
  if (verbs.has('approve') || verbs.has('reject')) return 'to-decide';
  if (verbs.has('close')) return 'to-call-back';
  return need || verbs.has('resolve') ? 'handling' : 'reviewing';
}

/** Removes undefined members at every depth; definitions hold nothing but plain data. */
function withoutUndefined(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutUndefined);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => [name, withoutUndefined(member)]),
  );
}

import type { Definition, Localized, Step } from '#engines/process/index.ts';
import type { Difference, TitledWay } from './revise.ts';
import { stepTitle } from './step-title.ts';

/**
 * What a drawn flow changes, a line a step or end: new ones, those that are gone, and of the others
 * who does it, its limit and where it leads.
 */
export function flowDifferences(before: Definition, after: Definition): Difference[] {
  return [
    ...partDifferences(before.flow.steps, after.flow.steps, 'steps'),
    ...partDifferences(before.flow.ends, after.flow.ends, 'ends'),
    ...Object.entries(after.flow.ends).flatMap(([name, end]) => {
      const old = Object.hasOwn(before.flow.ends, name) ? before.flow.ends[name] : undefined;
      const [from, to] = [nameOf(name, old ?? end), nameOf(name, end)];
      const element = `flow.ends.${name}.title`;
      return from === to ? [] : [{ element, title: end.title, from, to }];
    }),
    ...Object.entries(after.flow.steps).flatMap(([name, step]) => {
      const old = Object.hasOwn(before.flow.steps, name) ? before.flow.steps[name] : undefined;
      if (old === undefined) return [];
      return stepDifferences(name, old, step).map((line) =>
        line.element.endsWith('.do')
          ? { ...line, ways: { from: titledWays(before, old), to: titledWays(after, step) } }
          : line,
      );
    }),
  ];
}

type Titled = { readonly title?: Localized };

function partDifferences(
  before: Readonly<Record<string, Titled>>,
  after: Readonly<Record<string, Titled>>,
  kind: 'steps' | 'ends',
): Difference[] {
  const line = (name: string, { title }: Titled, isNew: boolean): Difference => ({
    element: `flow.${kind}.${name}`,
    title: title ?? { 'zh-CN': name },
    from: isNew ? '' : (title?.['zh-CN'] ?? name),
    to: isNew ? (title?.['zh-CN'] ?? name) : '',
  });
  return [
    ...Object.entries(before)
      .filter(([name]) => !Object.hasOwn(after, name))
      .map(([name, part]) => line(name, part, false)),
    ...Object.entries(after)
      .filter(([name]) => !Object.hasOwn(before, name))
      .map(([name, part]) => line(name, part, true)),
  ];
}

function stepDifferences(name: string, before: Step, after: Step): Difference[] {
  const title = after.title ?? before.title ?? { 'zh-CN': name };
  const element = `flow.steps.${name}`;
  const line = (what: string, from: string, to: string): Difference => ({
    ...{ element: `${element}.${what}`, title },
    ...{ from, to },
  });
  return [
    line('title', nameOf(name, before), nameOf(name, after)),
    ...postDifferences({ element, title }, before, after),
    line('do', waysOf(before), waysOf(after)),
  ].filter(({ from, to }) => from !== to);
}

type Post = { readonly by: string; readonly within?: string; readonly title?: Localized };

/** Who does a step and by when: of a joint review each member by itself. */
function postDifferences(
  { element, title }: Pick<Difference, 'element' | 'title'>,
  before: Step,
  after: Step,
): Difference[] {
  const [old, fresh] = [postsOf(before), postsOf(after)];
  const names = [...new Set([...Object.keys(old), ...Object.keys(fresh)])];
  return names.flatMap((name) => {
    const [from, to] = [old[name], fresh[name]];
    const at = name === '' ? element : `${element}.${name}`;
    const called = to?.title ?? from?.title ?? title;
    return [
      { element: `${at}.by`, title: called, from: from?.by ?? '', to: to?.by ?? '' },
      { element: `${at}.within`, title: called, from: from?.within ?? '', to: to?.within ?? '' },
    ];
  });
}

/** The posts of a step by their names; the one of a single step has none. */
const postsOf = (step: Step): Readonly<Record<string, Post>> =>
  step.kind === 'single' ? { '': step } : step.members;

const nameOf = (key: string, { title }: Titled): string => title?.['zh-CN'] ?? key;

/** Where a step leads, in the order of {@link waysOf}, by the titles of steps and ends. */
function titledWays(definition: Definition, step: Step): TitledWay[] {
  const { steps, ends } = definition.flow;
  const placeOf = (to: string): Localized =>
    Object.hasOwn(steps, to)
      ? stepTitle(definition, to, steps[to]?.title)
      : ((Object.hasOwn(ends, to) ? ends[to]?.title : undefined) ?? { 'zh-CN': to });
  const ways = verbsOf(step).flatMap(([verb, list]) =>
    list.map(({ to, title }) => ({ verb, to: placeOf(to), ...(title && { title }) })),
  );
  const late = step.overdue === undefined ? [] : [step.overdue];
  return [...ways, ...late.map((to) => ({ verb: 'overdue', to: placeOf(to) }))];
}

const verbsOf = (step: Step) => Object.entries(step.do).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** `accept → review, return → amend`, in the order of the verbs' names. */
function waysOf(step: Step): string {
  const late = step.overdue === undefined ? [] : [`overdue → ${step.overdue}`];
  const ways = verbsOf(step).map(
    ([verb, list]) => `${verb} → ${list.map(({ to }) => to).join(' | ')}`,
  );
  return [...ways, ...late].join(', ');
}

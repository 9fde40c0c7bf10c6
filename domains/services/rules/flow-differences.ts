import type { Definition, Localized, Step } from '#engines/process/index.ts';
import type { Difference } from './revise.ts';

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
      return old === undefined ? [] : stepDifferences(name, old, step);
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
  const line = (what: string, from: string, to: string): Difference => ({
    ...{ element: `flow.steps.${name}.${what}`, title },
    ...{ from, to },
  });
  return [
    line('title', nameOf(name, before), nameOf(name, after)),
    line('by', rolesOf(before), rolesOf(after)),
    line('within', limitsOf(before), limitsOf(after)),
    line('do', waysOf(before), waysOf(after)),
  ].filter(({ from, to }) => from !== to);
}

const nameOf = (key: string, { title }: Titled): string => title?.['zh-CN'] ?? key;

const postsOf = (step: Step) => (step.kind === 'single' ? [step] : Object.values(step.members));

const rolesOf = (step: Step): string =>
  postsOf(step)
    .map(({ by }) => by)
    .join(', ');

const limitsOf = (step: Step): string =>
  postsOf(step)
    .map((post) => post.within ?? '')
    .join(', ');

/** `accept → review, return → amend`, in the order of the verbs' names. */
function waysOf(step: Step): string {
  const late = step.overdue === undefined ? [] : [`overdue → ${step.overdue}`];
  const ways = Object.entries(step.do)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([verb, list]) => `${verb} → ${list.map(({ to }) => to).join(' | ')}`);
  return [...ways, ...late].join(', ');
}

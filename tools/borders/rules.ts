import { BROWSER, DOMAINS, ENGINES, FACES, OUTSIDE, PURE, RINGS, SQL } from '../architecture.mjs';
import type { Module, Use } from './modules.ts';
import { isPart, isWithin, placeOf, type Place } from './place.ts';

/** Something that crosses a border it may not cross. */
export type Finding = {
  readonly rule: string;
  readonly path: string;
  readonly line: number;
  readonly text: string;
};

/** One use as a rule sees it: from where, to which file, package or Node module. */
type Edge = { readonly path: string; readonly from: Place; readonly use: Use; readonly to: Place };

/** A rule returns what is wrong with an edge, or null. */
type Rule = (edge: Edge) => string | null;

const NOWHERE: Place = { ring: '', noun: '', part: '', isTest: false };

/** The rules that look at one use alone; the name is what a finding is called. */
const RULES: Readonly<Record<string, Rule>> = {
  missing: ({ use }) => (use.target.kind === 'missing' ? 'there is no such file' : null),

  'rings-inward': ({ from, to }) => {
    const [inner, outer] = [RINGS.indexOf(to.ring), RINGS.indexOf(from.ring)];
    return inner > outer && outer >= 0 ? `${from.ring} may not use ${to.ring}` : null;
  },

  outside: ({ from, to }) => {
    const users = OUTSIDE[to.ring];
    return users && !users.includes(from.ring) ? `${from.ring} may not use ${to.ring}` : null;
  },

  'engines-as-listed': ({ from, to }) => {
    if (from.ring !== 'engines') return null;
    const listed = ENGINES[from.noun];
    if (!listed) return `the engine ${from.noun} is not listed in tools/architecture.mjs`;
    const isOther = to.ring === 'engines' && to.noun !== from.noun;
    return isOther && !listed.engines.includes(to.noun)
      ? `${from.noun} may not use ${to.noun}`
      : null;
  },

  'engines-packages': ({ from, use }) => {
    if (from.ring !== 'engines' || from.isTest) return null;
    return foreign(use, ENGINES[from.noun]?.packages ?? []);
  },

  'pure-parts': ({ from, to, use }) => {
    if (from.ring !== 'domains' || from.isTest || !isWithin(from.part, PURE.parts)) return null;
    const isPure = to.ring === 'domains' && isWithin(to.part, [...PURE.parts, 'text']);
    const isKnown = to.ring === '' || to.ring === 'engines' || isPure;
    if (isKnown || PURE.uses.includes(`${to.ring}/${to.noun}`)) return foreign(use, PURE.packages);
    return 'a pure part uses engines, words and rules only';
  },

  'domains-as-listed': ({ from, to }) => {
    if (from.ring !== 'domains' || to.ring !== 'domains' || from.isTest) return null;
    const listed = DOMAINS[from.noun];
    const isFree = listed === undefined || from.noun === to.noun || listed.includes(to.noun);
    return isFree ? null : `${from.noun} may not use ${to.noun}`;
  },

  'domain-faces': ({ from, to }) => {
    if (to.ring !== 'domains' || from.ring === 'tests' || from.ring === 'bench') return null;
    if (from.ring === 'domains' && from.noun === to.noun) return null;
    if (from.isTest && isWithin(to.part, FACES.tests)) return null;
    const isFace =
      from.ring === 'domains' ? isPart(to.part, FACES.domains) : isWithin(to.part, FACES.apps);
    return isFace ? null : `${to.part} is not a face of ${to.noun}`;
  },

  browser: ({ path, from, to, use }) => {
    if (from.isTest || !BROWSER.places.some((place) => place.test(path))) return null;
    if (use.target.kind === 'node') return 'a browser has no Node modules';
    if (to.ring === 'domains' && !isWithin(to.part, BROWSER.parts)) {
      return `a browser may not see ${to.part} of ${to.noun}`;
    }
    const isHidden = to.ring === 'platform' && !BROWSER.platform.includes(`platform/${to.noun}`);
    return isHidden ? `a browser may not see platform/${to.noun}` : null;
  },

  sql: ({ path, from, use }) => {
    const isSql = use.target.kind === 'package' && SQL.packages.includes(use.target.name);
    if (!isSql || from.isTest) return null;
    return SQL.places.some((place) => place.test(path)) ? null : 'only stores and tables speak SQL';
  },
};

/** Names of all rules of one use, for the proof that each of them can fail. */
export const RULE_NAMES: readonly string[] = Object.keys(RULES);

/** Returns what is wrong with each use of each module. */
export function checkUses(modules: readonly Module[]): Finding[] {
  return modules.flatMap(({ path, uses }) =>
    uses.flatMap((use) =>
      Object.entries(RULES).flatMap(([rule, check]) => {
        const { target } = use;
        const to = target.kind === 'file' ? placeOf(target.name) : NOWHERE;
        const text = check({ path, from: placeOf(path), use, to });
        return text ? [{ rule, path, line: use.line, text: `${use.specifier}: ${text}` }] : [];
      }),
    ),
  );
}

/** A package or Node module that is not among those allowed. */
function foreign({ target }: Use, packages: readonly string[]): string | null {
  if (target.kind === 'node') return 'a pure part uses no Node module';
  const isForeign = target.kind === 'package' && !packages.includes(target.name);
  return isForeign ? `the package ${target.name} is not listed for it` : null;
}

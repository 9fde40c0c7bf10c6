import { BROWSER, RINGS, SQL } from '../architecture.mjs';
import type { Module } from './modules.ts';
import { placeOf } from './place.ts';
import type { Finding } from './rules.ts';

type Graph = ReadonlyMap<string, readonly string[]>;

const linksOf = (modules: readonly Module[]): Graph =>
  new Map(
    modules.map(({ path, uses }) => [
      path,
      uses.flatMap(({ target, isType }) =>
        target.kind === 'file' && !isType ? [target.name] : [],
      ),
    ]),
  );

/** Finds modules that, by whatever way, use themselves. Each cycle is told once. */
export function findCycles(modules: readonly Module[]): Finding[] {
  const graph = linksOf(modules);
  const done = new Set<string>();
  const found: Finding[] = [];
  const walk = (path: string, way: readonly string[]): void => {
    const start = way.indexOf(path);
    if (start >= 0) {
      const text = [...way.slice(start), path].join(' → ');
      found.push({ rule: 'no-cycles', path, line: 1, text });
    }
    if (start >= 0 || done.has(path)) return;
    for (const next of graph.get(path) ?? []) walk(next, [...way, path]);
    done.add(path);
  };
  for (const { path } of modules) walk(path, []);
  return found;
}

/**
 * Finds browser code that reaches Node or SQL through others, however long the way. Each use by
 * which code leaves the browser is told once, with the shortest way from there.
 */
export function findServerInBrowser(modules: readonly Module[]): Finding[] {
  const graph = linksOf(modules);
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const ways = new Map(
    modules.filter(({ path }) => isBrowser(path)).map(({ path }) => [path, [path]]),
  );
  // Keys put in while it is walked are walked too, nearest first.
  for (const [path, way] of ways) {
    for (const next of graph.get(path) ?? []) {
      if (!ways.has(next)) ways.set(next, [...way, next]);
    }
  }
  const found = new Map<string, Finding>();
  for (const [path, way] of ways) {
    for (const { target, isType } of byPath.get(path)?.uses ?? []) {
      const isServer =
        target.kind === 'node' || (target.kind === 'package' && SQL.packages.includes(target.name));
      if (!isServer || isType) continue;
      const leaves = way.findLastIndex(isBrowser);
      const [from = path, to = target.name] = way.slice(leaves);
      const line = byPath.get(from)?.uses.find((use) => isUseOf(use.target, to))?.line ?? 1;
      const text = [...way.slice(leaves), target.name].join(' → ');
      const key = `${from} ${to}`;
      if (!found.has(key)) found.set(key, { rule: 'browser-reach', path: from, line, text });
    }
  }
  return [...found.values()];
}

const isUseOf = (target: Module['uses'][number]['target'], name: string): boolean =>
  target.kind !== 'missing' && target.name === name;

const isBrowser = (path: string): boolean =>
  !placeOf(path).isTest && BROWSER.places.some((place) => place.test(path));

/** A check that read nothing proves nothing: each ring must have given modules. */
export function findEmptyRings(modules: readonly Module[]): Finding[] {
  return RINGS.filter((ring) => !modules.some(({ path }) => path.startsWith(`${ring}/`))).map(
    (ring) => ({ rule: 'empty-read', path: ring, line: 0, text: 'no module was read' }),
  );
}

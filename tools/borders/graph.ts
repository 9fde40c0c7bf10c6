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

/** Finds browser code that reaches Node or SQL through others, however long the way. */
export function findServerInBrowser(modules: readonly Module[]): Finding[] {
  const graph = linksOf(modules);
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const isBrowser = (path: string): boolean =>
    !placeOf(path).isTest && BROWSER.places.some((place) => place.test(path));
  const ways = new Map(modules.filter(({ path }) => isBrowser(path)).map(({ path }) => [path, '']));
  for (const [path, before] of ways) {
    for (const next of graph.get(path) ?? []) {
      if (!ways.has(next)) ways.set(next, `${before}${path} → `);
    }
  }
  return [...ways].flatMap(([path, way]) =>
    (byPath.get(path)?.uses ?? []).flatMap(({ target, isType, line }) => {
      const isServer =
        target.kind === 'node' || (target.kind === 'package' && SQL.packages.includes(target.name));
      if (!isServer || isType) return [];
      return [{ rule: 'browser-reach', path, line, text: `${way}${path} → ${target.name}` }];
    }),
  );
}

/** A check that read nothing proves nothing: each ring must have given modules. */
export function findEmptyRings(modules: readonly Module[]): Finding[] {
  return RINGS.filter((ring) => !modules.some(({ path }) => path.startsWith(`${ring}/`))).map(
    (ring) => ({ rule: 'empty-read', path: ring, line: 0, text: 'no module was read' }),
  );
}

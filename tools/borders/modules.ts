import { existsSync, globSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join, normalize, relative } from 'node:path';
import { Visitor, parseSync } from 'oxc-parser';
import { RINGS, OUTSIDE } from '../architecture.mjs';

/** Something a module uses: a file of the repository, a package, a module of Node, or nothing found. */
export type Use = {
  readonly line: number;
  /** As written. */
  readonly specifier: string;
  /** Erased before the program runs. */
  readonly isType: boolean;
  readonly target:
    | { readonly kind: 'file' | 'package' | 'node'; readonly name: string }
    | { readonly kind: 'missing' };
};

/** One source file: its path from the root, with `/`, and everything it uses. */
export type Module = {
  readonly path: string;
  readonly source: string;
  readonly uses: readonly Use[];
};

const SOURCE = '**/*.{ts,tsx,mts,mjs}';
const LEFT_OUT = /\.d\.m?ts$|^tools\/domain-template\/|(^|\/)(node_modules|dist)\//;

/** Reads every module of the rings and of the folders beside them. */
export function readModules(root: string): Module[] {
  return [...RINGS, ...Object.keys(OUTSIDE)]
    .flatMap((folder) =>
      globSync(SOURCE, { cwd: join(root, folder) }).map((at) => `${folder}/${at}`),
    )
    .filter((path) => !LEFT_OUT.test(path))
    .toSorted()
    .map((path) => readModule(root, path));
}

function readModule(root: string, path: string): Module {
  const source = readFileSync(join(root, path), 'utf8');
  const uses = findImports(path, source).map(({ specifier, at, isType }) => ({
    line: source.slice(0, at).split('\n').length,
    specifier,
    isType,
    target: resolve(root, path, specifier),
  }));
  return { path, source, uses };
}

type Import = { readonly specifier: string; readonly at: number; readonly isType: boolean };

/** Returns static, re-exporting, dynamic and type imports; a dynamic one must name its module plainly. */
function findImports(path: string, source: string): Import[] {
  const { module, program, errors } = parseSync(path, source);
  if (errors.length > 0) throw new Error(`${path}: ${errors[0]?.message}`);
  const found: Import[] = module.staticImports.map((each) => ({
    specifier: each.moduleRequest.value,
    at: each.start,
    isType: each.entries.length > 0 && each.entries.every((entry) => entry.isType),
  }));
  for (const each of module.staticExports.flatMap((statement) => statement.entries)) {
    if (!each.moduleRequest) continue;
    found.push({ specifier: each.moduleRequest.value, at: each.start, isType: each.isType });
  }
  const text = (value: unknown): string => (typeof value === 'string' ? value : '');
  new Visitor({
    ImportExpression: ({ source: from, start }) => {
      const specifier = 'value' in from ? text(from.value) : '';
      if (specifier) found.push({ specifier, at: start, isType: false });
    },
    TSImportType: ({ source: from, start }) => {
      found.push({ specifier: text(from.value), at: start, isType: true });
    },
  }).visit(program);
  return found;
}

function resolve(root: string, from: string, specifier: string): Use['target'] {
  const bare = specifier.replace(/\?.*$/, '');
  if (bare.startsWith('#')) return file(root, bare.slice(1));
  if (bare.startsWith('.')) {
    return file(root, relative('.', normalize(join(dirname(from), bare))).replaceAll('\\', '/'));
  }
  if (bare.startsWith('node:')) return { kind: 'node', name: bare };
  if (builtinModules.includes(bare)) return { kind: 'node', name: bare };
  const depth = bare.startsWith('@') ? 2 : 1;
  return { kind: 'package', name: bare.split('/').slice(0, depth).join('/') };
}

const file = (root: string, name: string): Use['target'] =>
  existsSync(join(root, name)) ? { kind: 'file', name } : { kind: 'missing' };

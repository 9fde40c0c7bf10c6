import {
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  visit,
  type Document,
  type Node,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { CanonicalError, canonicalJson, type JsonValue } from '#engines/ledger/index.ts';
import {
  packError,
  packFindingsMax,
  type Locate,
  type PackFinding,
  type Place,
} from './finding.ts';
import { yamlMistake } from './yaml-mistake.ts';

/** One YAML file of a pack, read. */
export type PackDocument = {
  /** From the pack's folder, with forward slashes. */
  readonly file: string;
  /** Plain data: what JSON can say. */
  readonly value: JsonValue;
  readonly locate: Locate;
};

/** A file is at most this large. */
export const packFileMaxBytes = 1024 * 1024;

/** Collections are nested at most this deep. */
export const packDepthMax = 40;

/** A mapping has at most this many keys, a list at most this many items. */
export const packItemsMax = 20_000;

/** Aliases may multiply a node at most this often; a bomb multiplies it by thousands. */
export const packAliasesMax = 100;

/**
 * Reads one YAML 1.2 document. Dates stay text, `yes` is no truth value, other tags than the core
 * ones are refused.
 *
 * @returns the document, or every reason why there is none
 */
export function readDocument(
  file: string,
  text: string,
): { document: PackDocument; findings: PackFinding[] } | { findings: PackFinding[] } {
  if (Buffer.byteLength(text) > packFileMaxBytes) {
    return { findings: [packError('file_too_large', file, { ...top, values: { max: packFileMaxBytes } })] };
  }
  const lines = new LineCounter();
  const parsed = parse(file, text, lines);
  if (!('ast' in parsed)) return parsed;
  const locate = locator(parsed.ast, lines);
  const value = plainValue(file, parsed.ast, locate);
  if (!('value' in value)) return value;
  return { document: { file, value: value.value, locate }, findings: [] };
}

function parse(
  file: string,
  text: string,
  lines: LineCounter,
): { ast: Document } | { findings: PackFinding[] } {
  if (openingDepth(text) > packDepthMax) return { findings: [tooDeep(file)] };
  // The parser compares every key with every other; `keyFindings` looks each up once.
  const options = { lineCounter: lines, schema: 'core', uniqueKeys: false, version: '1.2' } as const;
  const ast = parseDocument(text, { ...options, prettyErrors: false, strict: true });
  const wrong = [...ast.errors, ...ast.warnings].slice(0, packFindingsMax);
  const findings = wrong.map((error) =>
    packError('yaml_malformed', file, {
      ...placeAt(lines, error.pos[0]),
      values: { reason: error.message, mistake: yamlMistake(error.code, error.message) },
    }),
  );
  if (findings.length === 0) findings.push(...nodeFindings(file, ast, lines));
  return findings.length === 0 ? { ast } : { findings };
}

/** What is well-formed and still not said as a pack says it: keys, and sizes. */
function nodeFindings(file: string, ast: Document, lines: LineCounter): PackFinding[] {
  const found: { code: string; node: unknown; values: PackFinding['values'] }[] = [];
  const crowded = (node: YAMLMap | YAMLSeq): boolean => {
    if (node.items.length <= packItemsMax) return false;
    found.push({ code: 'too_many_items', node, values: { max: packItemsMax } });
    return true;
  };
  visit(ast, {
    Seq: (_key, node) => (crowded(node) ? visit.BREAK : undefined),
    Map: (_key, node) => {
      if (crowded(node)) return visit.BREAK;
      found.push(...wrongKeys(node));
      return undefined;
    },
  });
  return found
    .slice(0, packFindingsMax)
    .map(({ code, node, values }) =>
      packError(code, file, { ...placeAt(lines, startOf(node) ?? 0), values }),
    );
}

/** Keys that are no plain word, and those that stand in the same mapping before. */
function wrongKeys({ items }: YAMLMap) {
  const seen = new Set<string>();
  return items.flatMap(({ key: node }) => {
    if (!isScalar(node)) return [{ code: 'key_no_text', node, values: {} }];
    const key = String(node.value);
    const twice = seen.has(key);
    seen.add(key);
    return twice ? [{ code: 'key_twice', node, values: { key } }] : [];
  });
}

const tooDeep = (file: string) =>
  packError('too_deep', file, { ...top, values: { max: packDepthMax } });

/** Where a finding about a whole file stands. */
const top: Place = { line: 1, column: 1 };

/**
 * How deep flow collections and indentation could nest at most: the parser recurses, so a hostile
 * file must be refused before it is parsed.
 */
function openingDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const line of text.split('\n')) {
    for (const character of line) {
      if (character === '[' || character === '{') depth += 1;
      if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
      deepest = Math.max(deepest, depth);
    }
    const markers = /^(?:\s*[-?:] )*/.exec(line)?.[0].replaceAll(/\s/g, '').length ?? 0;
    deepest = Math.max(deepest, markers);
  }
  return deepest;
}

function plainValue(
  file: string,
  ast: Document,
  locate: Locate,
): { value: JsonValue } | { findings: PackFinding[] } {
  try {
    // canonicalJson refuses whatever JSON cannot say, so what passes is a JsonValue.
    const value = ast.toJS({ maxAliasCount: packAliasesMax }) as JsonValue;
    if (depthOf(value, packDepthMax) > packDepthMax) return { findings: [tooDeep(file)] };
    canonicalJson(value);
    return { value };
  } catch (error) {
    if (error instanceof CanonicalError) {
      const path = error.path.split('/').slice(1).join('.');
      return { findings: [packError('not_plain', file, { path, ...top, ...locate(path) })] };
    }
    if (error instanceof ReferenceError && error.message.startsWith('Unresolved alias')) {
      const values = { reason: error.message, mistake: 'unknown_alias' };
      return { findings: [packError('yaml_malformed', file, { ...top, values })] };
    }
    if (error instanceof ReferenceError) {
      const values = { max: packAliasesMax };
      return { findings: [packError('too_many_aliases', file, { ...top, values })] };
    }
    throw error;
  }
}

/** Depth of nesting, given up beyond `limit`. */
function depthOf(value: unknown, limit: number): number {
  if (typeof value !== 'object' || value === null || limit < 0) return 0;
  let deepest = 0;
  for (const child of Object.values(value)) deepest = Math.max(deepest, depthOf(child, limit - 1));
  return 1 + deepest;
}

function placeAt(lines: LineCounter, offset: number): Place {
  const { line, col } = lines.linePos(offset);
  return { line, column: col };
}

function locator(ast: Document, lines: LineCounter): Locate {
  return (path) => {
    const offset = path === '' ? (ast.contents?.range?.[0] ?? 0) : offsetOf(ast.contents, path.split('.'));
    return offset === undefined ? undefined : placeAt(lines, offset);
  };
}

/** Where the element at `parts` begins; keys that hold dots take several parts. */
function offsetOf(node: unknown, parts: readonly string[]): number | undefined {
  if (isSeq(node)) {
    const item = node.items[Number(parts[0])];
    if (parts.length === 1) return startOf(item);
    return offsetOf(item, parts.slice(1));
  }
  if (!isMap(node)) return undefined;
  for (let length = 1; length <= parts.length; length += 1) {
    const key = parts.slice(0, length).join('.');
    const pair = node.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
    if (!pair) continue;
    const found =
      length === parts.length ? startOf(pair.key) : offsetOf(pair.value, parts.slice(length));
    if (found !== undefined) return found;
  }
  return undefined;
}

function startOf(node: unknown): number | undefined {
  // Every node of a parsed document has its range.
  return (node as Node | undefined)?.range?.[0];
}

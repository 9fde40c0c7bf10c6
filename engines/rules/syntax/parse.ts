import { parseBounded, PARSE_WORK_MAX, tooDeepAt } from './bounded-parser.ts';
import { findingAt } from './finding.ts';
import type { RuleFinding } from './finding.ts';
import type { Node } from './node.ts';
import { readRoot, Unreadable } from './read.ts';
import type { TreeNode, TypeSource } from './type-name.ts';

/** Longest expression that is read, in UTF-16 units. */
export const SOURCE_LENGTH_MAX = 20_000;

/** Deepest nesting of an expression that is read. */
export const SYNTAX_DEPTH_MAX = 200;

/** The shape of a name for the parser: nested names of contexts, or anything atomic. */
export type NameShape = { readonly [name: string]: NameShape | 1 };

/** What an expression is read as. */
export type Grammar = 'expression' | 'unary-tests';

/** The syntax of an expression, or why there is none. */
export type Parsed =
  | { readonly node: Node; readonly findings: readonly [] }
  | { readonly node?: undefined; readonly findings: readonly RuleFinding[] };

const TOP_RULES = { expression: 'Expression', 'unary-tests': 'UnaryTests' } as const;

/**
 * Reads an expression, given as text or as text with the types a model names. Names with spaces are recognised only when `names` declares them.
 *
 * @returns the node, or every place the parser could not read
 * @source OMG DMN 1.5, 10.3.1.2
 */
export function parseSource(text: string | TypeSource, names: NameShape, grammar: Grammar): Parsed {
  const from = typeof text === 'string' ? { source: text } : text;
  const { source } = from;
  const whole = { from: 0, to: source.length };
  if (source.trim() === '') return refused(findingAt(source, whole, { code: 'rules.empty' }));
  if (source.length > SOURCE_LENGTH_MAX) {
    const values = { length: source.length, max: SOURCE_LENGTH_MAX };
    return refused(findingAt(source, { from: 0, to: 0 }, { code: 'rules.too_long', values }));
  }
  const deep = tooDeepAt(source, SYNTAX_DEPTH_MAX);
  if (deep !== undefined) {
    const values = { max: SYNTAX_DEPTH_MAX };
    return refused(
      findingAt(source, { from: deep, to: deep + 1 }, { code: 'rules.too_deep', values }),
    );
  }
  // The grammar lacks `range<T>` (DMN 1.5), which has the shape and length of `list <T>`, and
  // `context<>`, which means as much as `context`.
  const readable = withoutBreaks(source)
    .replace(/\brange(?=\s*<[^<>=]*>)/gu, 'list ')
    .replace(/(?<=\bcontext)\s*<\s*>/gu, (part) => ' '.repeat(part.length));
  const tree = parseBounded(readable, names, TOP_RULES[grammar]);
  if (tree === undefined) {
    const values = { max: PARSE_WORK_MAX };
    return refused(findingAt(source, whole, { code: 'rules.too_complex', values }));
  }
  const errors: RuleFinding[] = [];
  const root = copyTree(tree.topNode, { source, errors }, 0);
  return errors.length > 0 ? { findings: errors } : readTree(root, from);
}

/** Texts over several lines, which modelers write: the parser sees a blank for each break. */
function withoutBreaks(source: string): string {
  if (!/[\n\r]/u.test(source)) return source;
  return source.replace(TEXT_OR_COMMENT, (part) =>
    part.startsWith('"') ? part.replace(/[\n\r]/gu, ' ') : part,
  );
}

const TEXT_OR_COMMENT = /"(?:[^"\\]|\\[^])*"|\/\/[^\n]*|\/\*(?:[^*]|\*(?!\/))*\*\//gu;

function readTree(root: TreeNode, from: TypeSource): Parsed {
  try {
    return { node: readRoot(root, from), findings: [] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const values = { text: from.source.slice(error.from, error.to).slice(0, 40) };
    return refused(findingAt(from.source, error, { code: 'rules.syntax', values }));
  }
}

function refused(finding: RuleFinding): Parsed {
  return { findings: [finding] };
}

/** The part of a lezer node we use. */
interface LezerNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly type: { readonly isError: boolean; readonly isSkipped: boolean };
  readonly firstChild: LezerNode | null;
  readonly nextSibling: LezerNode | null;
}

/** Copies the tree without comments, noting errors and excessive depth on the way. */
function copyTree(
  node: LezerNode,
  into: { readonly source: string; readonly errors: RuleFinding[] },
  depth: number,
): TreeNode {
  const children: TreeNode[] = [];
  if (node.type.isError && into.errors.length < 20) {
    const values = { text: into.source.slice(node.from, node.to + 10).slice(0, 40) };
    into.errors.push(findingAt(into.source, node, { code: 'rules.syntax', values }));
  } else if (depth > SYNTAX_DEPTH_MAX) {
    const values = { max: SYNTAX_DEPTH_MAX };
    into.errors.push(findingAt(into.source, node, { code: 'rules.too_deep', values }));
  } else {
    for (let child = node.firstChild; child !== null; child = child.nextSibling) {
      if (child.type.isError || !child.type.isSkipped)
        children.push(copyTree(child, into, depth + 1));
    }
  }
  return { name: node.name, from: node.from, to: node.to, children };
}

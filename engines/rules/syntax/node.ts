import type { Value } from '../value/kinds.ts';

/** Where a node stands in its source, as UTF-16 offsets. */
export interface Place {
  readonly from: number;
  readonly to: number;
}

/** The operators of arithmetic. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '**';

/** The operators of comparison. */
export type CompareOperator = '=' | '!=' | '<' | '<=' | '>' | '>=';

/** One `name in domain` of `for`, `some` and `every`; `to` for a `from..to` domain. */
export interface Iterator {
  readonly name: string;
  readonly from: Node;
  readonly to?: Node;
}

/** A type as written: a name or a constructor with its arguments. */
export type TypeNode =
  | { readonly type: 'named'; readonly name: string }
  | { readonly type: 'list' | 'range'; readonly of: TypeNode }
  | { readonly type: 'context'; readonly entries: readonly (readonly [string, TypeNode])[] }
  | { readonly type: 'function'; readonly takes: readonly TypeNode[]; readonly gives: TypeNode };

/** A formal parameter of a function definition. */
export interface Parameter {
  readonly name: string;
  readonly type?: TypeNode;
}

/** How the rows of a table that match are made into one result. @source OMG DMN 1.5, 8.2.10 */
export type HitPolicy = 'U' | 'A' | 'P' | 'F' | 'R' | 'O' | 'C' | 'C+' | 'C<' | 'C>' | 'C#';

/** A decision table as syntax: every cell read, its subjects and outputs named. */
export interface TableSyntax {
  readonly hitPolicy: HitPolicy;
  readonly subjects: readonly Node[];
  readonly outputs: readonly {
    readonly name: string;
    /** Outputs in falling priority, for P and O. */
    readonly values: readonly Node[];
    readonly otherwise?: Node;
  }[];
  readonly rows: readonly {
    readonly when: readonly Node[];
    readonly results: readonly Node[];
  }[];
}

/**
 * The syntax of an expression, free of the parser that read it.
 *
 * @source OMG DMN 1.5, 10.3.1.2 (grammar rules)
 */
export type Node = Place &
  (
    | { readonly type: 'literal'; readonly value: Value }
    | { readonly type: 'name'; readonly name: string }
    | { readonly type: 'subject' }
    | { readonly type: 'path'; readonly source: Node; readonly name: string }
    | { readonly type: 'filter'; readonly source: Node; readonly test: Node }
    | {
        readonly type: 'arithmetic';
        readonly operator: ArithmeticOperator;
        readonly left: Node;
        readonly right: Node;
      }
    | { readonly type: 'negate'; readonly operand: Node }
    | {
        readonly type: 'compare';
        readonly operator: CompareOperator;
        readonly left: Node;
        readonly right: Node;
      }
    | { readonly type: 'between'; readonly value: Node; readonly low: Node; readonly high: Node }
    | { readonly type: 'in'; readonly value: Node; readonly tests: readonly Node[] }
    | { readonly type: 'test'; readonly operator: CompareOperator; readonly operand: Node }
    | { readonly type: 'tests'; readonly negated: boolean; readonly tests: readonly Node[] }
    | {
        readonly type: 'range';
        readonly low: Node;
        readonly high: Node;
        readonly lowIncluded: boolean;
        readonly highIncluded: boolean;
      }
    | { readonly type: 'and' | 'or'; readonly left: Node; readonly right: Node }
    | {
        readonly type: 'if';
        readonly test: Node;
        readonly met: Node;
        readonly unmet: Node;
        readonly boxed?: boolean;
      }
    | { readonly type: 'for'; readonly iterators: readonly Iterator[]; readonly body: Node }
    | {
        readonly type: 'quantified';
        readonly every: boolean;
        readonly iterators: readonly Iterator[];
        readonly body: Node;
        readonly boxed?: boolean;
      }
    | { readonly type: 'instance'; readonly value: Node; readonly of: TypeNode }
    | {
        readonly type: 'function';
        readonly parameters: readonly Parameter[];
        readonly body: Node;
        readonly external: boolean;
      }
    | { readonly type: 'call'; readonly callee: Node; readonly args: readonly Node[] }
    | {
        readonly type: 'call-named';
        readonly callee: Node;
        readonly args: readonly (readonly [string, Node])[];
      }
    | { readonly type: 'list'; readonly items: readonly Node[] }
    | { readonly type: 'context'; readonly entries: readonly (readonly [string, Node])[] }
    | { readonly type: 'at'; readonly text: string }
    | { readonly type: 'table'; readonly table: TableSyntax }
  );

/** Returns the direct sub-expressions of a node, in source order. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.type) {
    case 'literal':
    case 'name':
    case 'subject':
    case 'at':
      return [];
    case 'path':
      return [node.source];
    case 'filter':
      return [node.source, node.test];
    case 'arithmetic':
    case 'compare':
    case 'and':
    case 'or':
      return [node.left, node.right];
    case 'negate':
    case 'test':
      return [node.operand];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
      return [node.value, ...node.tests];
    case 'tests':
      return node.tests;
    case 'range':
      return [node.low, node.high];
    case 'if':
      return [node.test, node.met, node.unmet];
    case 'for':
    case 'quantified':
      return [...node.iterators.flatMap(domainOf), node.body];
    case 'instance':
      return [node.value];
    case 'function':
      return [node.body];
    case 'call':
      return [node.callee, ...node.args];
    case 'call-named':
      return [node.callee, ...node.args.map(([, value]) => value)];
    case 'list':
      return node.items;
    case 'context':
      return node.entries.map(([, value]) => value);
    case 'table':
      return tableChildren(node.table);
    default:
      return node satisfies never;
  }
}

function tableChildren(table: TableSyntax): Node[] {
  const outputs = table.outputs.flatMap(({ values, otherwise }) =>
    otherwise === undefined ? values : [...values, otherwise],
  );
  const rows = table.rows.flatMap(({ when, results }) => [...when, ...results]);
  return [...table.subjects, ...outputs, ...rows];
}

function domainOf(iterator: Iterator): Node[] {
  return iterator.to === undefined ? [iterator.from] : [iterator.from, iterator.to];
}

/** True when the expression mentions `?`, the subject of a unary test, outside a nested one. */
export function mentionsSubject(node: Node): boolean {
  return node.type === 'subject' || childrenOf(node).some(mentionsSubject);
}

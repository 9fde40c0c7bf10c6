import { parseNumber } from '../number/decimal.ts';
import { treeOf } from './logic-chain.ts';
import type { Chain, Link } from './logic-chain.ts';
import { canonicalName } from './name.ts';
import type { ArithmeticOperator, CompareOperator, Iterator, Node, Parameter } from './node.ts';
import { readString } from './string-literal.ts';
import { readType } from './type-name.ts';
import type { TreeNode, TypeSource } from './type-name.ts';

/** Returns the expression a top node holds. */
export function readRoot(root: TreeNode, from: TypeSource): Node {
  return new Reader(from).root(root);
}

/** Turns the parser's tree into ours; knows nothing but the source text. */
class Reader {
  readonly #source: string;
  readonly #from: TypeSource;

  constructor(from: TypeSource) {
    this.#source = from.source;
    this.#from = from;
  }

  root(tree: TreeNode): Node {
    if (tree.name !== 'UnaryTests') return this.node(only(tree));
    const first = tree.children[0];
    if (first === undefined || first.name === 'Wildcard') return this.#tests(tree, [], false);
    const list = tree.children.find((child) => child.name === 'PositiveUnaryTests');
    return this.#tests(tree, list?.children ?? [], first.name === 'not');
  }

  #tests(tree: TreeNode, list: readonly TreeNode[], negated: boolean): Node {
    const tests = list.map((test) => this.node(only(test)));
    return { type: 'tests', negated, tests, ...span(tree) };
  }

  /** Returns the node of one tree; the chain readers see conditions first. */
  node(tree: TreeNode): Node {
    switch (tree.name) {
      case 'Disjunction':
      case 'Conjunction':
      case 'Comparison':
      case 'SimplePositiveUnaryTest':
        return treeOf(this.#chain(tree));
      default:
        return this.#closed(tree);
    }
  }

  #chain(tree: TreeNode): Chain {
    if (tree.name === 'SimplePositiveUnaryTest') return this.#test(tree);
    const [left, operator, right] = tree.children;
    if (left === undefined || operator === undefined || right === undefined)
      return this.#alone(tree);
    if (tree.name === 'Disjunction' || tree.name === 'Conjunction') {
      const link = tree.name === 'Disjunction' ? 'or' : 'and';
      return append(this.#chain(left), link, this.#chain(right));
    }
    if (tree.name !== 'Comparison') return this.#alone(tree);
    if (operator.name === 'between') return this.#between(tree);
    if (operator.name === 'in') return this.#in(tree, left);
    // The token's text is one of the six operators: the grammar admits no other.
    const sign = this.#text(operator) as CompareOperator;
    return append(this.#chain(left), sign, this.#chain(right));
  }

  #alone(tree: TreeNode): Chain {
    return { first: this.#closed(tree), links: [] };
  }

  #between(tree: TreeNode): Chain {
    const [subject, , low, , high] = tree.children;
    if (subject === undefined || low === undefined || high === undefined) throw unreadable(tree);
    const value = this.node(subject);
    const upper = this.#chain(high);
    const last = upper.first;
    const at = { from: value.from, to: last.to };
    const first: Node = { type: 'between', value, low: this.node(low), high: last, ...at };
    return { first, links: upper.links };
  }

  #in(tree: TreeNode, left: TreeNode): Chain {
    const value = this.node(left);
    const list = tree.children.find((child) => child.name === 'PositiveUnaryTests');
    const single = tree.children.find((child) => child.name === 'PositiveUnaryTest');
    if (list !== undefined) {
      const tests = list.children.map((test) => this.node(only(test)));
      return { first: { type: 'in', value, tests, ...span(tree) }, links: [] };
    }
    if (single === undefined) throw unreadable(tree);
    // What the parser took for one test may be a test followed by the rest of the chain.
    const { first, links } = this.#chain(only(single));
    const at = { from: value.from, to: first.to };
    return { first: { type: 'in', value, tests: [first], ...at }, links };
  }

  /** Reads a node that holds its operands together: brackets, calls, literals, arithmetic. */
  #closed(tree: TreeNode): Node {
    const parts = tree.children;
    const at = span(tree);
    switch (tree.name) {
      case 'ParenthesizedExpression':
      case 'PositiveUnaryTest':
      case 'DateTimeLiteral':
        return this.node(only({ ...tree, children: parts.filter(isMeaning) }));
      case 'NumericLiteral':
        return { type: 'literal', value: parseNumber(this.#text(tree).replace(/\s/gu, '')), ...at };
      case 'StringLiteral':
        return { type: 'literal', value: readString(this.#text(tree)), ...at };
      case 'BooleanLiteral':
        return { type: 'literal', value: this.#text(tree) === 'true', ...at };
      case 'null':
        return { type: 'literal', value: null, ...at };
      case 'AtLiteral':
        return { type: 'at', text: readString(this.#text(only(tree))), ...at };
      case '?':
        return { type: 'subject', ...at };
      case 'VariableName':
        return { type: 'name', name: this.#name(tree), ...at };
      default:
        return this.#compound(tree);
    }
  }

  #compound(tree: TreeNode): Node {
    const parts = tree.children;
    const at = span(tree);
    switch (tree.name) {
      case 'ArithmeticExpression':
        return this.#arithmetic(tree);
      case 'PathExpression':
        return {
          type: 'path',
          source: this.#at(tree, 0),
          name: this.#name(last(parts, tree)),
          ...at,
        };
      case 'FilterExpression':
        return { type: 'filter', source: this.#at(tree, 0), test: this.#at(tree, 2), ...at };
      case 'Interval':
        return this.#interval(tree);
      case 'IfExpression':
        return {
          type: 'if',
          test: this.#at(tree, 1),
          met: this.#at(tree, 3),
          unmet: this.#at(tree, 5),
          ...at,
        };
      case 'ForExpression':
        return { type: 'for', iterators: this.#iterators(tree), body: this.#at(tree, 3), ...at };
      case 'QuantifiedExpression': {
        const every = parts[0]?.name === 'every';
        const body = this.#at(tree, 3);
        return { type: 'quantified', every, iterators: this.#iterators(tree), body, ...at };
      }
      case 'InstanceOfExpression': {
        const of = readType(last(parts, tree), this.#from);
        return { type: 'instance', value: this.#at(tree, 0), of, ...at };
      }
      default:
        return this.#structure(tree);
    }
  }

  #structure(tree: TreeNode): Node {
    const at = span(tree);
    switch (tree.name) {
      case 'FunctionInvocation':
        return this.#call(tree);
      case 'FunctionDefinition':
        return this.#function(tree);
      case 'List': {
        const items = tree.children.filter(isMeaning).map((item) => this.node(item));
        return { type: 'list', items, ...at };
      }
      case 'Context':
        return { type: 'context', entries: this.#entries(tree), ...at };
      default:
        throw unreadable(tree);
    }
  }

  #arithmetic(tree: TreeNode): Node {
    const [left, sign, right] = tree.children;
    if (left === undefined || sign === undefined) throw unreadable(tree);
    if (right === undefined) return this.#negation(tree, sign);
    // `-2 ** 3` reaches us as a bare minus in front of the power; the sign belongs to the base.
    const operator = this.#text(sign).replace('^', '**') as ArithmeticOperator;
    return {
      type: 'arithmetic',
      operator,
      left: this.node(left),
      right: this.node(right),
      ...span(tree),
    };
  }

  #negation(tree: TreeNode, operand: TreeNode): Node {
    return { type: 'negate', operand: this.node(operand), ...span(tree) };
  }

  /** Reads `< 5`, whose operand the parser lets run on through `and` and `or`. */
  #test(tree: TreeNode): Chain {
    const [first, second] = tree.children;
    if (first === undefined) throw unreadable(tree);
    if (second === undefined) return this.#chain(first);
    // The token's text is one of the six operators: the grammar admits no other.
    const operator = this.#text(first) as CompareOperator;
    const { first: operand, links } = this.#chain(second);
    const at = { from: tree.from, to: operand.to };
    return { first: { type: 'test', operator, operand, ...at }, links };
  }

  #interval(tree: TreeNode): Node {
    const [open, low, , high, close] = tree.children;
    if (!open || !low || !high || !close) throw unreadable(tree);
    return {
      type: 'range',
      low: this.node(low),
      high: this.node(high),
      lowIncluded: this.#text(open) === '[',
      highIncluded: this.#text(close) === ']',
      ...span(tree),
    };
  }

  #iterators(tree: TreeNode): Iterator[] {
    const list = tree.children.find((child) => child.name === 'InExpressions');
    return (list?.children ?? []).map((item) => {
      const name = item.children[0];
      const domain = item.children.find((child) => child.name === 'IterationContext');
      const [from, , to] = domain?.children ?? [];
      if (name === undefined || from === undefined) throw unreadable(item);
      const start = { name: this.#name(name), from: this.node(from) };
      return to === undefined ? start : { ...start, to: this.node(to) };
    });
  }

  #call(tree: TreeNode): Node {
    const callee = this.#at(tree, 0);
    const named = tree.children.find((child) => child.name === 'NamedParameters');
    const positional = tree.children.find((child) => child.name === 'PositionalParameters');
    if (named !== undefined) {
      const args = named.children.map(
        (item) => [this.#name(item.children[0] ?? item), this.#at(item, 1)] as const,
      );
      return { type: 'call-named', callee, args, ...span(tree) };
    }
    const args = (positional?.children ?? []).filter(isMeaning).map((item) => this.node(item));
    return { type: 'call', callee, args, ...span(tree) };
  }

  #function(tree: TreeNode): Node {
    const list = tree.children.find((child) => child.name === 'FormalParameters');
    const body = tree.children.find((child) => child.name === 'FunctionBody');
    if (body === undefined) throw unreadable(tree);
    const parameters = (list?.children ?? []).map((item): Parameter => {
      const name = this.#name(item.children[0] ?? item);
      const type = item.children.find((child) => child.name === 'Type');
      return type === undefined ? { name } : { name, type: readType(type, this.#from) };
    });
    const external = tree.children.some((child) => child.name === 'external');
    return { type: 'function', parameters, body: this.node(only(body)), external, ...span(tree) };
  }

  #entries(tree: TreeNode): (readonly [string, Node])[] {
    return tree.children
      .filter((child) => child.name === 'ContextEntry')
      .map((entry) => {
        const key = only(entry.children[0] ?? entry);
        const isText = key.name === 'StringLiteral';
        const name = isText ? readString(this.#text(key)) : this.#name(key);
        return [name, this.#at(entry, entry.children.length - 1)] as const;
      });
  }

  #at(tree: TreeNode, index: number): Node {
    const child = tree.children[index];
    if (child === undefined) throw unreadable(tree);
    return this.node(child);
  }

  #name(tree: TreeNode): string {
    return canonicalName(this.#text(tree));
  }

  #text(tree: TreeNode): string {
    return this.#source.slice(tree.from, tree.to);
  }
}

const BRACKETS = new Set(['(', ')', '[', ']', '{', '}', ',']);

function isMeaning(tree: TreeNode): boolean {
  return !BRACKETS.has(tree.name);
}

function span(tree: TreeNode): { from: number; to: number } {
  return { from: tree.from, to: tree.to };
}

function only(tree: TreeNode): TreeNode {
  const child = tree.children[0];
  if (child === undefined) throw unreadable(tree);
  return child;
}

function last(parts: readonly TreeNode[], tree: TreeNode): TreeNode {
  const part = parts.at(-1);
  if (part === undefined) throw unreadable(tree);
  return part;
}

/** Thrown where the parser recovered so quietly that a part is missing; `parseSource` reports it. */
export class Unreadable extends Error {
  readonly from: number;
  readonly to: number;

  constructor(tree: TreeNode) {
    super(`rules: unreadable ${tree.name}`);
    this.from = tree.from;
    this.to = tree.to;
  }
}

function unreadable(tree: TreeNode): Unreadable {
  return new Unreadable(tree);
}

function append(left: Chain, operator: Link['operator'], right: Chain): Chain {
  const links = [...left.links, { operator, node: right.first }, ...right.links];
  return { first: left.first, links };
}

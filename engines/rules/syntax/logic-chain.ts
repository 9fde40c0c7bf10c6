import type { CompareOperator, Node } from './node.ts';

/** One link of a chain of conditions as it stands in the source: an operator and what follows. */
export interface Link {
  readonly operator: 'and' | 'or' | CompareOperator;
  readonly node: Node;
}

/** A flat run of conditions: the first, then operators with their right sides. */
export interface Chain {
  readonly first: Node;
  readonly links: readonly Link[];
}

/**
 * Returns the tree of a flat chain: comparison binds tighter than `and`, `and` tighter than `or`,
 * each to the left.
 *
 * The parser reads `x in [a..b] and y` as one unary test over a conjunction, and the mistake
 * reaches outwards (`p and x in r or q`). Reading the whole chain flat and building it anew puts
 * every operator where the grammar has it.
 *
 * @source OMG DMN 1.5, grammar rules 2.n: `in` (49) binds tighter than `and` (48) and `or` (47)
 */
export function treeOf(chain: Chain): Node {
  let whole: Node | undefined;
  let term: Node | undefined;
  let factor = chain.first;
  for (const { operator, node } of chain.links) {
    if (operator === 'and' || operator === 'or') {
      term = joined('and', term, factor);
      factor = node;
      if (operator === 'or') {
        whole = joined('or', whole, term);
        term = undefined;
      }
    } else factor = compared(operator, factor, node);
  }
  return joined('or', whole, joined('and', term, factor));
}

function joined(type: 'and' | 'or', left: Node | undefined, right: Node): Node {
  return left === undefined ? right : { type, left, right, from: left.from, to: right.to };
}

function compared(operator: CompareOperator, left: Node, right: Node): Node {
  return { type: 'compare', operator, left, right, from: left.from, to: right.to };
}

import { kindOf } from '../value/kinds.ts';
import type { Node, TypeNode } from '../syntax/node.ts';
import { kindNamed } from './type-name.ts';
import type { NodeOf } from './code.ts';

type FunctionType = Extract<TypeNode, { type: 'function' }>;

/** The type of what only running can tell; it passes for every type. */
const UNKNOWN: TypeNode = { type: 'named', name: '' };

/** Returns the type a function definition shows: its parameters, its body where that is plain. */
export function functionTypeOf(node: NodeOf<'function'>): FunctionType {
  const takes = node.parameters.map(({ type }) => type ?? { type: 'named' as const, name: 'Any' });
  return { type: 'function', takes, gives: shownBy(node.body) };
}

function shownBy(node: Node): TypeNode {
  switch (node.type) {
    case 'literal':
      return node.value === null ? UNKNOWN : { type: 'named', name: kindOf(node.value) };
    case 'context':
      return {
        type: 'context',
        entries: node.entries.map(([name, value]) => [name, shownBy(value)] as const),
      };
    default:
      return UNKNOWN;
  }
}

/**
 * True when every value of one type belongs to the other.
 *
 * @source OMG DMN 1.5, 10.3.2.9.2 (type conformance)
 */
export function conformsTo(type: TypeNode, other: TypeNode): boolean {
  if (type === UNKNOWN || (other.type === 'named' && other.name === 'Any')) return true;
  switch (other.type) {
    case 'named':
      return nameOf(type) === kindNamed(other.name);
    case 'list':
    case 'range':
      return type.type === other.type && conformsTo(type.of, other.of);
    case 'context':
      return type.type === 'context' && other.entries.every((entry) => hasEntry(type, entry));
    case 'function':
      return type.type === 'function' && isFunctionLike(type, other);
    default:
      return other satisfies never;
  }
}

function nameOf(type: TypeNode): string {
  return type.type === 'named' ? kindNamed(type.name) : type.type;
}

function hasEntry(
  { entries }: Extract<TypeNode, { type: 'context' }>,
  [wanted, of]: readonly [string, TypeNode],
): boolean {
  const found = entries.find(([name]) => name === wanted);
  return found !== undefined && conformsTo(found[1], of);
}

/** A function may take more than the other type asks for, and give more. */
function isFunctionLike(type: FunctionType, other: FunctionType): boolean {
  return (
    type.takes.length === other.takes.length &&
    type.takes.every((taken, at) => conformsTo(other.takes[at] ?? UNKNOWN, taken)) &&
    conformsTo(type.gives, other.gives)
  );
}

import { canonicalName } from './name.ts';
import type { TypeNode } from './node.ts';

/** What a text is read from: the source, and the types a model gives names. */
export interface TypeSource {
  readonly source: string;
  readonly typeNamed?: (name: string) => TypeNode | undefined;
}

/** The slice of a syntax tree node that reading needs. */
export interface TreeNode {
  readonly name: string;
  readonly from: number;
  readonly to: number;
  readonly children: readonly TreeNode[];
}

/**
 * Returns the type a `Type` node writes.
 *
 * @source OMG DMN 1.5, grammar rule 52 (type)
 */
export function readType(node: TreeNode, from: TypeSource): TypeNode {
  const { source } = from;
  const inner = node.name === 'Type' ? node.children[0] : node;
  if (inner === undefined) return { type: 'named', name: '' };
  const parts = inner.children;
  switch (inner.name) {
    case 'ListType':
      return elementType('list', parts, from);
    case 'RangeType':
      return elementType('range', parts, from);
    case 'ContextType':
      return { type: 'context', entries: contextEntries(inner, from) };
    case 'FunctionType':
      return functionType(parts, from);
    default: {
      const name = canonicalName(source.slice(inner.from, inner.to));
      return from.typeNamed?.(name) ?? { type: 'named', name };
    }
  }
}

function elementType(
  type: 'list' | 'range',
  parts: readonly TreeNode[],
  from: TypeSource,
): TypeNode {
  const of = parts.find((part) => part.name === 'Type');
  if (of === undefined) return { type: 'named', name: type };
  // `range<T>` reaches the parser spelled as a list of the same length.
  const written = from.source.slice(parts[0]?.from ?? 0, parts[0]?.to ?? 0);
  return { type: written.startsWith('rang') ? 'range' : type, of: readType(of, from) };
}

function contextEntries(node: TreeNode, from: TypeSource): (readonly [string, TypeNode])[] {
  const list = node.children.find((part) => part.name === 'ContextEntryTypes');
  return (list?.children ?? []).flatMap((entry) => {
    const [name, type] = entry.children;
    if (name === undefined || type === undefined) return [];
    return [[canonicalName(from.source.slice(name.from, name.to)), readType(type, from)] as const];
  });
}

function functionType(parts: readonly TreeNode[], from: TypeSource): TypeNode {
  const takes = parts.find((part) => part.name === 'ArgumentTypes')?.children ?? [];
  const gives = parts.findLast((part) => part.name === 'Type');
  if (gives === undefined) return { type: 'named', name: 'function' };
  return {
    type: 'function',
    takes: takes.map((part) => readType(part.children[0] ?? part, from)),
    gives: readType(gives, from),
  };
}

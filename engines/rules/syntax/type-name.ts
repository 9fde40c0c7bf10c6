import { canonicalName } from './name.ts';
import type { TypeNode } from './node.ts';

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
export function readType(node: TreeNode, source: string): TypeNode {
  const inner = node.name === 'Type' ? node.children[0] : node;
  if (inner === undefined) return { type: 'named', name: '' };
  const parts = inner.children;
  switch (inner.name) {
    case 'ListType':
      return elementType('list', parts, source);
    case 'RangeType':
      return elementType('range', parts, source);
    case 'ContextType':
      return { type: 'context', entries: contextEntries(inner, source) };
    case 'FunctionType':
      return functionType(parts, source);
    default:
      return { type: 'named', name: canonicalName(source.slice(inner.from, inner.to)) };
  }
}

function elementType(type: 'list' | 'range', parts: readonly TreeNode[], source: string): TypeNode {
  const of = parts.find((part) => part.name === 'Type');
  if (of === undefined) return { type: 'named', name: type };
  // `range<T>` reaches the parser spelled as a list of the same length.
  const written = source.slice(parts[0]?.from ?? 0, parts[0]?.to ?? 0);
  return { type: written.startsWith('rang') ? 'range' : type, of: readType(of, source) };
}

function contextEntries(node: TreeNode, source: string): (readonly [string, TypeNode])[] {
  const list = node.children.find((part) => part.name === 'ContextEntryTypes');
  return (list?.children ?? []).flatMap((entry) => {
    const [name, type] = entry.children;
    if (name === undefined || type === undefined) return [];
    return [[canonicalName(source.slice(name.from, name.to)), readType(type, source)] as const];
  });
}

function functionType(parts: readonly TreeNode[], source: string): TypeNode {
  const takes = parts.find((part) => part.name === 'ArgumentTypes')?.children ?? [];
  const gives = parts.findLast((part) => part.name === 'Type');
  if (gives === undefined) return { type: 'named', name: 'function' };
  return {
    type: 'function',
    takes: takes.map((part) => readType(part.children[0] ?? part, source)),
    gives: readType(gives, source),
  };
}

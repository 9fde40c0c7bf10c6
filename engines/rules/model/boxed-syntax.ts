import { canonicalName } from '../syntax/name.ts';
import type { Iterator, Node, Parameter } from '../syntax/node.ts';
import type { Grammar, NameShape } from '../syntax/parse.ts';
import { readTable } from '../table/compile-table.ts';
import type { BoxedEntry, BoxedExpression, TypedName } from './decision-model.ts';
import type { ModelTypes } from './item-types.ts';

/** What reading a boxed expression needs. */
export interface Reading {
  readonly types: ModelTypes;
  /** The names in scope, for the parser. */
  readonly names: NameShape;
  /** Reads a text; a literal null where it has errors, which the reader notes. */
  readonly read: (source: string, grammar: Grammar, names: NameShape) => Node | undefined;
}

const AT = { from: 0, to: 0 };
const NOTHING: Node = { type: 'literal', value: null, ...AT };

/** The name of a boxed context's result: no FEEL name contains a space in front. */
const RESULT = ' result';

/**
 * Returns the syntax of a boxed expression: the boxes are another notation for FEEL.
 *
 * @source OMG DMN 1.5, 10.2.2 (boxed expressions and the FEEL they map to)
 */
export function readBoxed(box: BoxedExpression | undefined, reading: Reading): Node {
  if (box === undefined) return NOTHING;
  const node = readBox(box, reading);
  // A table's type is that of its outputs, which stand for themselves, one or many.
  if (box.typeRef === undefined || box.type === 'table') return node;
  return typedEntry(node, box.typeRef, reading);
}

function readBox(box: BoxedExpression, reading: Reading): Node {
  const inner = (part: BoxedExpression): Node => readBoxed(part, reading);
  switch (box.type) {
    case 'literal':
      return reading.read(box.text, 'expression', reading.names) ?? NOTHING;
    case 'table': {
      const read = (text: string, grammar: Grammar): Node | undefined =>
        reading.read(text, grammar, reading.names);
      return { type: 'table', table: readTable(box.table, read), ...AT };
    }
    case 'context':
      return readContext(box.entries, reading);
    case 'invocation': {
      const args = box.bindings.map(
        ({ name, value }) => [canonicalName(name), readBoxed(value, reading)] as const,
      );
      return { type: 'call-named', callee: inner(box.callee), args, ...AT };
    }
    case 'function':
      return readFunction(box.parameters, box, reading);
    case 'list':
      return { type: 'list', items: box.items.map(inner), ...AT };
    case 'relation':
      return {
        type: 'list',
        items: box.rows.map((row) => relationRow(box.columns, row, reading)),
        ...AT,
      };
    case 'conditional':
      return {
        type: 'if',
        test: inner(box.test),
        met: inner(box.met),
        unmet: inner(box.unmet),
        boxed: true,
        ...AT,
      };
    case 'filter': {
      const match = readBoxed(box.match, withNames(reading, [['item', 1]]));
      return { type: 'filter', source: inner(box.list), test: match, ...AT };
    }
    default:
      return readIteration(box, reading);
  }
}

/** Returns the node as the type it is declared to have: an identity function of that type. */
function typed(node: Node, typeRef: string, reading: Reading): Node {
  const { type } = reading.types.resolve(typeRef);
  if (type.type === 'named' && type.name === 'Any') return node;
  const body: Node = { type: 'name', name: RESULT, ...AT };
  const parameters = [{ name: RESULT, type }];
  const callee: Node = { type: 'function', parameters, body, external: false, ...AT };
  return { type: 'call', callee, args: [node], ...AT };
}

function readIteration(
  box: Extract<BoxedExpression, { type: 'for' | 'some' | 'every' }>,
  reading: Reading,
): Node {
  const name = canonicalName(box.iterator);
  const iterators = [{ ...readDomain(box.list, reading), name }];
  const body = readBoxed(
    box.body,
    withNames(reading, [
      [name, 1],
      ['partial', 1],
    ]),
  );
  if (box.type === 'for') return { type: 'for', iterators, body, ...AT };
  return { type: 'quantified', every: box.type === 'every', iterators, body, boxed: true, ...AT };
}

/** What an iterator runs over may be written as in `for`: a span, `1..3`, is no expression. */
function readDomain(list: BoxedExpression, reading: Reading): Omit<Iterator, 'name'> {
  if (list.type !== 'literal' || !list.text.includes('..')) {
    return { from: readBoxed(list, reading) };
  }
  const written = reading.read(`for i in ${list.text} return i`, 'expression', reading.names);
  const domain = written?.type === 'for' ? written.iterators[0] : undefined;
  return domain ?? { from: NOTHING };
}

function relationRow(
  columns: readonly TypedName[],
  row: readonly BoxedExpression[],
  reading: Reading,
): Node {
  const entries = columns.map(({ name, typeRef }, index) => {
    const cell = readBoxed(row[index], reading);
    const value = typeRef === undefined ? cell : typedEntry(cell, typeRef, reading);
    return [canonicalName(name), value] as const;
  });
  return { type: 'context', entries, ...AT };
}

function readContext(entries: readonly BoxedEntry[], reading: Reading): Node {
  let here = reading;
  const read: (readonly [string, Node])[] = [];
  for (const { name, typeRef, value } of entries) {
    const key = name === undefined ? RESULT : canonicalName(name);
    const node = readBoxed(value, here);
    read.push([key, typeRef === undefined ? node : typedEntry(node, typeRef, here)]);
    const shape = reading.types.shape(reading.types.resolve(typeRef));
    if (name !== undefined) here = withNames(here, [[name, shape]]);
  }
  const context: Node = { type: 'context', entries: read, ...AT };
  const hasResult = entries.some(({ name }) => name === undefined);
  return hasResult ? { type: 'path', source: context, name: RESULT, ...AT } : context;
}

/** A plain type on an entry that defines a function is the type of what the function gives. */
function typedEntry(node: Node, typeRef: string, reading: Reading): Node {
  const { type } = reading.types.resolve(typeRef);
  const isFunction =
    type.type === 'function' || (type.type === 'named' && type.name === 'function');
  if (node.type !== 'function' || isFunction) return typed(node, typeRef, reading);
  // What an external function gives is known to its language alone.
  return node.external ? node : { ...node, body: typed(node.body, typeRef, reading) };
}

/** Returns a function definition with typed parameters; its body sees their names. */
export function readFunction(
  parameters: readonly TypedName[],
  { body, language }: { body?: BoxedExpression; language?: string },
  reading: Reading,
): Node {
  const typed = parameters.map(({ name, typeRef }) => ({
    name: canonicalName(name),
    type: reading.types.resolve(typeRef),
  }));
  const names = typed.map(({ name, type }) => [name, reading.types.shape(type)] as const);
  const inner = withNames(reading, names);
  const external = language !== undefined && language !== 'FEEL';
  return {
    type: 'function',
    parameters: typed.map(({ name, type }): Parameter => ({ name, type: type.type })),
    body: readBoxed(body, inner),
    external,
    ...AT,
  };
}

/** Returns the reading with further names in scope. */
export function withNames(
  reading: Reading,
  names: Iterable<readonly [string, NameShape | 1]>,
): Reading {
  return { ...reading, names: { ...reading.names, ...Object.fromEntries(names) } };
}

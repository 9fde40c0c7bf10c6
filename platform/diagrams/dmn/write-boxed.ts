import type { BoxedExpression, TypedName } from '#engines/rules/index.ts';
import { writeTable } from './write-table.ts';
import { element, textElement } from './write-xml.ts';

type Box<Type extends BoxedExpression['type']> = Extract<BoxedExpression, { type: Type }>;

/** Returns whether the expression holds a box that DMN knows since 1.4 only. */
export function needsLaterEdition(box: BoxedExpression | undefined): boolean {
  const kinds = new Set(['conditional', 'filter', 'for', 'some', 'every']);
  const found = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    if ('type' in value && typeof value.type === 'string' && kinds.has(value.type)) return true;
    return Object.values(value).some(found);
  };
  return found(box);
}

/** Returns a boxed expression as XML. @source OMG DMN 1.5, 7.3 and 10.2.2 */
export function writeBoxed(box: BoxedExpression): string {
  const typed = { typeRef: box.typeRef };
  switch (box.type) {
    case 'literal':
      return textElement('literalExpression', box.text, typed);
    case 'table':
      return writeTable(box.table, box.typeRef);
    case 'context':
      return element('context', typed, box.entries.map(writeEntry));
    case 'invocation':
      return writeInvocation(box);
    case 'function': {
      const kind = box.language === undefined ? 'FEEL' : box.language;
      return writeFunction('functionDefinition', { ...box, kind });
    }
    case 'list':
      return element('list', typed, box.items.map(writeBoxed));
    case 'relation':
      return writeRelation(box);
    case 'conditional':
      return element('conditional', typed, [
        element('if', {}, [writeBoxed(box.test)]),
        element('then', {}, [writeBoxed(box.met)]),
        element('else', {}, [writeBoxed(box.unmet)]),
      ]);
    case 'filter':
      return element('filter', typed, [
        element('in', {}, [writeBoxed(box.list)]),
        element('match', {}, [writeBoxed(box.match)]),
      ]);
    default:
      return writeIterator(box);
  }
}

/** Returns a function under the name of its element. */
export function writeFunction(
  name: string,
  given: {
    readonly parameters: readonly TypedName[];
    readonly body?: BoxedExpression;
    readonly kind?: string;
    readonly typeRef?: string;
  },
): string {
  const { parameters, body, kind, typeRef } = given;
  return element(name, { kind: kind === 'FEEL' ? undefined : kind, typeRef }, [
    ...parameters.map((one) => variable('formalParameter', one)),
    ...(body === undefined ? [] : [writeBoxed(body)]),
  ]);
}

/** Returns an element with a name and a type. */
export function variable(tag: string, { name, typeRef }: TypedName): string {
  return element(tag, { name, typeRef });
}

function writeEntry({ name, typeRef, value }: Box<'context'>['entries'][number]): string {
  const named = typeRef === undefined ? {} : { typeRef };
  const head = name === undefined ? [] : [variable('variable', { name, ...named })];
  return element('contextEntry', {}, [...head, writeBoxed(value)]);
}

function writeInvocation({ callee, bindings, typeRef }: Box<'invocation'>): string {
  const bound = bindings.map(({ name, value }) =>
    element('binding', {}, [
      element('parameter', { name }),
      ...(value === undefined ? [] : [writeBoxed(value)]),
    ]),
  );
  return element('invocation', { typeRef }, [writeBoxed(callee), ...bound]);
}

function writeRelation({ columns, rows, typeRef }: Box<'relation'>): string {
  return element('relation', { typeRef }, [
    ...columns.map((column) => variable('column', column)),
    ...rows.map((row) => element('row', {}, row.map(writeBoxed))),
  ]);
}

function writeIterator({
  type,
  iterator,
  list,
  body,
  typeRef,
}: Box<'for' | 'some' | 'every'>): string {
  const last = type === 'for' ? 'return' : 'satisfies';
  return element(type, { iteratorVariable: iterator, typeRef }, [
    element('in', {}, [writeBoxed(list)]),
    element(last, {}, [writeBoxed(body)]),
  ]);
}

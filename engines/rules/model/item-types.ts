import { canonicalName } from '../syntax/name.ts';
import type { Node, TypeNode } from '../syntax/node.ts';
import { parseSource } from '../syntax/parse.ts';
import type { NameShape } from '../syntax/parse.ts';
import type { ItemDefinition } from './decision-model.ts';

/** Deepest chain of types a reference is followed through. */
const TYPE_DEPTH_MAX = 16;

/** A type of a model with the values it allows. */
export interface ModelType {
  readonly type: TypeNode;
  /** The tests every value has to pass, read; its members' are in `members`. */
  readonly allowed?: Node;
  /** The tests the value as a whole has to pass, read. */
  readonly constraint?: Node;
  readonly members?: Readonly<Record<string, ModelType>>;
  readonly item?: ModelType;
}

/** The type of every value. */
export const ANY: ModelType = { type: { type: 'named', name: 'Any' } };

/** Resolves the type references of a model. */
export class ModelTypes {
  readonly #items: ReadonlyMap<string, ItemDefinition>;

  constructor(items: readonly ItemDefinition[]) {
    this.#items = new Map(items.map((item) => [canonicalName(item.name), item] as const));
  }

  /** Returns the type a reference names; an unknown or absent one is Any. */
  resolve(ref: string | undefined, depth = 0): ModelType {
    if (ref === undefined || depth > TYPE_DEPTH_MAX) return ANY;
    const name = canonicalName(ref.replace(/^feel[.:]/u, ''));
    const item = this.#items.get(name);
    return item === undefined ? plainType(name) : this.#ofItem(item, depth);
  }

  /** Returns the type of a name the model defines. */
  readonly named = (name: string): TypeNode | undefined =>
    this.#items.has(name) ? this.resolve(name).type : undefined;

  #ofItem(item: ItemDefinition, depth: number): ModelType {
    const one = this.#single(item, depth);
    const constraint = testsOf(item.constraint);
    const whole = constraint === undefined ? {} : { constraint };
    if (item.isCollection !== true) return { ...one, ...whole };
    return { type: { type: 'list', of: one.type }, item: one, ...whole };
  }

  #single(item: ItemDefinition, depth: number): ModelType {
    const tests = testsOf(item.allowedValues);
    const allowed = tests === undefined ? {} : { allowed: tests };
    if (item.components !== undefined && item.components.length > 0) {
      const members = item.components.map(
        (part) => [canonicalName(part.name), this.#ofItem(part, depth + 1)] as const,
      );
      const entries = members.map(([name, of]) => [name, of.type] as const);
      return {
        type: { type: 'context', entries },
        members: Object.fromEntries(members),
        ...allowed,
      };
    }
    return { ...this.resolve(item.typeRef, depth + 1), ...allowed };
  }

  /** Returns the nested names of a type, for the parser. */
  shape(type: ModelType): NameShape | 1 {
    if (type.item !== undefined) return this.shape(type.item);
    if (type.members === undefined) return 1;
    return Object.fromEntries(
      Object.entries(type.members).map(([name, member]) => [name, this.shape(member)] as const),
    );
  }
}

function testsOf(text: string | undefined): Node | undefined {
  return text === undefined ? undefined : parseSource(text, {}, 'unary-tests').node;
}

/** A FEEL type as a model writes it, `days and time duration` or `dateTime`. */
function plainType(name: string): ModelType {
  if (name === 'list') return { type: { type: 'named', name: 'list' } };
  const known = FEEL_TYPES[name] ?? name;
  return FEEL_NAMES.has(known) ? { type: { type: 'named', name: known } } : ANY;
}

const FEEL_TYPES: Readonly<Record<string, string>> = {
  dateTime: 'date and time',
  dayTimeDuration: 'days and time duration',
  yearMonthDuration: 'years and months duration',
};

const FEEL_NAMES: ReadonlySet<string> = new Set([
  'number',
  'string',
  'boolean',
  'date',
  'time',
  'date and time',
  'days and time duration',
  'years and months duration',
  'duration',
  'context',
  'function',
  'range',
]);

import { levelOf } from '../compile/code.ts';
import type { Slots } from '../compile/code.ts';
import { rootScope } from '../compile/compile.ts';
import { SUBJECT } from '../compile/logic.ts';
import { Run } from '../compile/run.ts';
import type { World } from '../compile/run.ts';
import { conform } from '../compile/type-test.ts';
import { problemOf } from '../expression.ts';
import type { Problem } from '../expression.ts';
import type { Node, TypeNode } from '../syntax/node.ts';
import { canonicalName } from '../syntax/name.ts';
import { toValue } from '../value/convert.ts';
import type { Facts, InputType } from '../value/convert.ts';
import { withinSize } from '../value/size.ts';
import { contextOf, FeelFunction, isContext, isList } from '../value/kinds.ts';
import type { Value } from '../value/kinds.ts';
import type { ElementNames } from './element-names.ts';
import type { CompiledModel, ModelElement, ModelRead } from './compile-model.ts';
import type { DecisionService } from './decision-model.ts';
import { GivenFacts } from './given-facts.ts';
import { ANY } from './item-types.ts';
import type { ModelType } from './item-types.ts';

/** What a decision is made from. */
export interface ModelQuestion {
  readonly facts: Facts;
  readonly world?: World;
  /** How texts are read where the model gives no type: as texts, or dates and times as such. */
  readonly untyped?: 'any' | 'written';
}

/** What a decision of a model came to. */
export interface ModelOutcome {
  readonly value: Value;
  readonly problem?: Problem | ModelProblem;
}

/** Why a decision has no value. */
export interface ModelProblem {
  readonly code: 'rules.model';
  readonly reason: 'no-such-decision' | 'does-not-compile' | 'cycle';
  readonly element: string;
}

/**
 * Decides one decision, or calls one decision service or knowledge model, of a model.
 *
 * @param name  name or id of the decision or service
 * @param facts the input data by name; dates and durations may be ISO texts where typed so
 * @source OMG DMN 1.5, 10.4 (execution semantics of decision requirement graphs)
 */
export function decideModel(model: CompiledModel, name: string, at: ModelQuestion): ModelOutcome {
  const id = model.elements.has(name) ? name : idNamed(canonicalName(name), model);
  const element = id === undefined ? undefined : model.elements.get(id);
  if (id === undefined || element === undefined) {
    const problem = { code: 'rules.model', reason: 'no-such-decision', element: name } as const;
    return { value: null, problem };
  }
  const evaluation = new Evaluation(
    model,
    { facts: at.facts, values: new Map(), asked: id, untyped: at.untyped ?? 'any' },
    new Run(at.world),
  );
  try {
    const value = withinSize(evaluation.asked(id, element));
    const broken = evaluation.broken;
    if (broken === undefined) return { value };
    return { value, problem: { code: 'rules.model', ...broken } };
  } catch (error) {
    return { value: null, problem: problemOf(error) };
  }
}

function idNamed(name: string, { byName, byQualifiedName }: CompiledModel): string | undefined {
  return byName.get(name) ?? byQualifiedName.get(name);
}

type Broken = Omit<ModelProblem, 'code'>;

/** What an evaluation is given. */
interface Given {
  readonly facts: Facts;
  readonly values: Map<string, Value>;
  readonly asked?: string;
  readonly untyped?: 'any' | 'written';
}

/** One evaluation of a graph: every decision at most once. */
class Evaluation {
  readonly #model: CompiledModel;
  readonly #facts: Facts;
  readonly #untyped: 'any' | 'written';
  readonly #run: Run;
  readonly #values: Map<string, Value>;
  readonly #open = new Set<string>();
  #given: GivenFacts | undefined;
  /** The decision to be made, also where a value of its name was given. */
  readonly #asked: string | undefined;
  broken: Broken | undefined;

  constructor(model: CompiledModel, given: Given, run: Run) {
    this.#asked = given.asked;
    this.#model = model;
    this.#facts = given.facts;
    this.#untyped = given.untyped ?? 'any';
    this.#values = given.values;
    this.#run = run;
  }

  /** The value of a decision; that of a call with the facts as arguments of what is a function. */
  asked(id: string, element: ModelElement): Value {
    if (element.kind === 'service') return this.service(element.service);
    const value = this.valueOf(id);
    if (element.kind !== 'knowledge' || !(value instanceof FeelFunction)) return value;
    const given = element.parameters.map((parameter) => this.#input(parameter));
    return value.invoke(given, this.#run);
  }

  valueOf(id: string): Value {
    const known = this.#values.get(id);
    if (known !== undefined) return known;
    const element = this.#model.elements.get(id);
    if (element === undefined) return null;
    if (this.#open.has(id) && element.kind === 'decision') {
      this.broken ??= { reason: 'cycle', element: element.name };
      return null;
    }
    this.#open.add(id);
    const value = this.#evaluate(element, id);
    this.#open.delete(id);
    this.#values.set(id, value);
    return value;
  }

  #evaluate(element: ModelElement, id: string): Value {
    switch (element.kind) {
      case 'input':
        return this.#input(element);
      case 'service':
        return this.#serviceFunction(element.service);
      case 'decision': {
        const given = this.#factOf(element);
        if (given !== undefined && id !== this.#asked) {
          const value = toValue(given, inputTypeOf(element.type.type, this.#untyped));
          return fitted(value, element.type, this.#run);
        }
        if (element.broken) {
          this.broken ??= { reason: 'does-not-compile', element: element.name };
        }
        const value = element.code(this.#slots(element), this.#run);
        return fitted(value, element.type, this.#run);
      }
      case 'knowledge': {
        const value = element.code(this.#lazySlots(element), this.#run);
        return value instanceof FeelFunction ? typedResult(value, element.type) : value;
      }
      default:
        return element satisfies never;
    }
  }

  #input(target: Target): Value {
    const { type } = target;
    const read = inputTypeOf(type.type, this.#untyped);
    const value = toValue(this.#factOf(target) ?? null, read);
    return fitted(completed(value, type), type, this.#run);
  }

  /** What the caller gave for an input, a parameter, or a decision made elsewhere. */
  #factOf({ name, names }: Target): unknown {
    this.#given ??= new GivenFacts(this.#facts, this.#model);
    return this.#given.of(name, names?.qualified);
  }

  #slots(element: Extract<ModelElement, { kind: 'decision' | 'knowledge' }>): Slots {
    const slots: Slots = Array.from({ length: element.size }, () => null);
    for (const read of element.reads) slots[read.slot] = this.#read(read, (id) => this.valueOf(id));
    return slots;
  }

  /** A knowledge model that recurs reads itself through a function looked up when called. */
  #lazySlots(element: Extract<ModelElement, { kind: 'decision' | 'knowledge' }>): Slots {
    const slots: Slots = Array.from({ length: element.size }, () => null);
    const lazily = (id: string): Value =>
      this.#open.has(id) ? this.#deferred(id) : this.valueOf(id);
    for (const read of element.reads) slots[read.slot] = this.#read(read, lazily);
    return slots;
  }

  /** An element's own value, or a context of those an import's name holds. */
  #read(read: ModelRead, valueOf: (id: string) => Value): Value {
    if ('element' in read) return valueOf(read.element);
    return contextOf(read.members.map(({ name, element }) => [name, valueOf(element)] as const));
  }

  #deferred(id: string): Value {
    const element = this.#model.elements.get(id);
    if (element?.kind !== 'knowledge') return null;
    const parameters = this.#parametersOf(id);
    return new FeelFunction(parameters, (values, run) => {
      const target = this.#values.get(id);
      return target instanceof FeelFunction ? target.invoke(values, run) : null;
    });
  }

  #parametersOf(id: string): readonly string[] {
    const element = this.#model.elements.get(id);
    if (element?.kind !== 'knowledge') return [];
    const bare = element.code(
      Array.from({ length: element.size }, () => null),
      this.#run,
    );
    return bare instanceof FeelFunction ? bare.parameters : [];
  }

  /** Calls a service with the facts as its inputs. */
  service(service: DecisionService): Value {
    const given = parametersOf(service).map((id) => {
      const element = this.#model.elements.get(id);
      return element === undefined ? null : this.#input(element);
    });
    return this.#callService(service, given, this.#run);
  }

  #serviceFunction(service: DecisionService): FeelFunction {
    const ids = parametersOf(service);
    const names = ids.map((id) => this.#nameWithin(id, service));
    const types = ids.map((id) => this.#model.elements.get(id)?.type.type);
    return new FeelFunction(names, (values, run) => {
      const fits = types.every(
        (type, at) => type === undefined || conform(values[at] ?? null, type) !== undefined,
      );
      return fits ? this.#callService(service, values, run) : null;
    });
  }

  #callService(service: DecisionService, given: readonly Value[], run: Run): Value {
    const ids = parametersOf(service);
    const values = new Map<string, Value>();
    for (const [index, id] of ids.entries()) {
      const type = this.#model.elements.get(id)?.type;
      const value = given[index] ?? null;
      values.set(id, type === undefined ? value : fitted(value, type, run));
    }
    const inner = new Evaluation(this.#model, { facts: {}, values }, run);
    const outputs = service.outputs.map((id) => {
      return [this.#nameWithin(id, service), inner.valueOf(id)] as const;
    });
    this.broken ??= inner.broken;
    const [first] = outputs;
    const value = outputs.length === 1 ? (first?.[1] ?? null) : contextOf(outputs);
    const element = this.#model.elements.get(service.id);
    return element === undefined ? value : fitted(value, element.type, run);
  }

  /** A service calls the decisions of another model as its own model sees them. */
  #nameWithin(id: string, service: DecisionService): string {
    const element = this.#model.elements.get(id);
    if (element === undefined) return id;
    return element.names.from === service.from ? element.name : element.names.seenAs;
  }
}

/** What facts are given for. */
interface Target {
  readonly name: string;
  readonly names?: ElementNames;
  readonly type: ModelType;
}

/** Input data come first. @source OMG DMN 1.5, 10.4 (decision services as functions) */
function parametersOf(service: DecisionService): readonly string[] {
  return [...service.inputData, ...service.inputDecisions];
}

function typedResult(target: FeelFunction, type: ModelType): FeelFunction {
  return new FeelFunction(target.parameters, (values, run) =>
    fitted(target.invoke(values, run), type, run),
  );
}

/**
 * Returns the value as the type it is declared to have, or null.
 *
 * @source OMG DMN 1.5, 10.3.2.9.4 (conversions) and 7.3.3 (allowed values)
 */
function fitted(value: Value, type: ModelType, run: Run): Value {
  const fitting = conform(value, type.type);
  if (fitting === undefined || fitting === null) return null;
  return isAllowed(fitting, type, run) ? fitting : null;
}

/** Returns what a caller gave with its absent members as null: data seldom name what is empty. */
function completed(value: Value, { item, members }: ModelType): Value {
  if (item !== undefined) {
    return isList(value) ? value.map((one) => completed(one, item)) : completed(value, item);
  }
  if (members === undefined || !isContext(value)) return value;
  const absent = Object.keys(members).filter((name) => !Object.hasOwn(value, name));
  const entries = Object.entries(value).map(
    ([name, held]) => [name, completed(held, members[name] ?? ANY)] as const,
  );
  return contextOf([...entries, ...absent.map((name) => [name, null] as const)]);
}

function isAllowed(value: Value, type: ModelType, run: Run): boolean {
  if (value === null) return true;
  const { item, members, allowed, constraint } = type;
  if (constraint !== undefined && !passes(value, constraint, run)) return false;
  if (item !== undefined) return isList(value) && value.every((one) => isAllowed(one, item, run));
  if (members !== undefined && isContext(value)) {
    const entries = Object.entries(members);
    if (!entries.every(([name, of]) => isAllowed(value[name] ?? null, of, run))) return false;
  }
  return allowed === undefined || passes(value, allowed, run);
}

function passes(value: Value, allowed: Node, run: Run): boolean {
  const { scope, size } = rootScope(levelOf([[SUBJECT, 0]]), 1);
  const code = scope.compile(allowed);
  const slots: Slots = Array.from({ length: size() }, () => null);
  slots[0] = value;
  return code(slots, run) === true;
}

/** Returns how texts of a type are to be read from plain data. */
function inputTypeOf(type: TypeNode, untyped: InputType): InputType {
  switch (type.type) {
    case 'named':
      return UNTYPED.has(type.name) ? untyped : (READ_AS[type.name] ?? 'any');
    case 'list':
      return { list: inputTypeOf(type.of, untyped) };
    case 'context': {
      const entries = type.entries.map(([name, of]) => [name, inputTypeOf(of, untyped)] as const);
      return { context: Object.fromEntries(entries) };
    }
    default:
      return 'any';
  }
}

/** Names of types that say nothing of what is within. */
const UNTYPED: ReadonlySet<string> = new Set(['Any', 'list', 'context']);

const READ_AS: Readonly<Record<string, InputType>> = {
  number: 'decimal',
  boolean: 'flag',
  date: 'date',
  time: 'time',
  'date and time': 'date and time',
  duration: 'duration',
  'days and time duration': 'duration',
  'years and months duration': 'duration',
};

import { levelOf } from '../compile/code.ts';
import type { Code } from '../compile/code.ts';
import { rootScope } from '../compile/compile.ts';
import { findingAt } from '../syntax/finding.ts';
import type { RuleFinding } from '../syntax/finding.ts';
import { freeNamesOf } from '../syntax/free-names.ts';
import { elementNames, nearnessOf } from './element-names.ts';
import type { ElementNames } from './element-names.ts';
import { canonicalName } from '../syntax/name.ts';
import { shapesOf } from '../syntax/names-in-scope.ts';
import type { Node } from '../syntax/node.ts';
import { parseSource } from '../syntax/parse.ts';
import type { NameShape } from '../syntax/parse.ts';
import { readBoxed, readFunction } from './boxed-syntax.ts';
import type { Reading } from './boxed-syntax.ts';
import type { DecisionModel, DecisionService, Requirements, TypedName } from './decision-model.ts';
import { ModelTypes } from './item-types.ts';
import type { ModelType } from './item-types.ts';

/** An element of a compiled model, by id. */
export type ModelElement =
  | {
      readonly kind: 'input';
      readonly name: string;
      readonly names: ElementNames;
      readonly type: ModelType;
    }
  | {
      readonly kind: 'decision' | 'knowledge';
      readonly name: string;
      readonly names: ElementNames;
      readonly type: ModelType;
      readonly code: Code;
      readonly size: number;
      /** Names the code reads, with their slots and the elements they stand for. */
      readonly reads: readonly ModelRead[];
      /** The parameters of a knowledge model; a decision has none. */
      readonly parameters: readonly { readonly name: string; readonly type: ModelType }[];
      /** Ids the element requires, read or not. */
      readonly requires: readonly string[];
      /** True where a text did not compile; its value is then null with a problem. */
      readonly broken: boolean;
    }
  | {
      readonly kind: 'service';
      readonly name: string;
      readonly names: ElementNames;
      readonly type: ModelType;
      readonly service: DecisionService;
    };

/** A name an element reads: an element's, or an import's with the elements it holds. */
export type ModelRead =
  | { readonly slot: number; readonly element: string }
  | {
      readonly slot: number;
      readonly members: readonly { readonly name: string; readonly element: string }[];
    };

/** A model ready to decide: immutable. */
export interface CompiledModel {
  readonly name: string;
  readonly elements: ReadonlyMap<string, ModelElement>;
  /** Ids by canonical name. */
  readonly byName: ReadonlyMap<string, string>;
  /** Ids by the names that mean one element alone, as `import.name`. */
  readonly byQualifiedName: ReadonlyMap<string, string>;
}

/**
 * Compiles a decision model. A model with findings can still decide what is sound in it.
 *
 * @returns the model and all findings: texts that do not parse, references to nothing, cycles
 * @source OMG DMN 1.5, chapters 6, 7, 10
 */
export function compileModel(model: DecisionModel): {
  readonly model: CompiledModel;
  readonly findings: readonly RuleFinding[];
} {
  const findings: RuleFinding[] = [];
  const types = new ModelTypes(model.types);
  const elements = new Map<string, ModelElement>();
  const byName = new Map<string, string>();
  const byQualifiedName = new Map<string, string>();
  const named = namedElements(model, types);
  for (const { id, name, names, from } of named.values()) {
    for (const qualified of names.qualified) byQualifiedName.set(qualified, id);
    if (!byName.has(name)) byName.set(name, id);
    else if (from === undefined) note(findings, 'rules.model.duplicate', { name });
  }
  const naming = (id: string): Pick<Named, 'name' | 'names'> => {
    const { name = '', names = elementNames({ name }, model) } = named.get(id) ?? {};
    return { name, names };
  };
  for (const { id, typeRef } of model.inputs) {
    elements.set(id, { kind: 'input', ...naming(id), type: types.resolve(typeRef) });
  }
  for (const service of model.services) {
    const type = types.resolve(service.typeRef);
    elements.set(service.id, { kind: 'service', ...naming(service.id), type, service });
  }
  const building = { types, named, findings };
  for (const decision of model.decisions) {
    const make = (reading: Reading): Node => readBoxed(decision.expression, reading);
    elements.set(
      decision.id,
      build('decision', { ...decision, ...naming(decision.id), make }, building),
    );
  }
  for (const one of model.knowledge) {
    const make = (reading: Reading): Node => readFunction(one.parameters, one, reading);
    const itself = named.get(one.id);
    elements.set(one.id, build('knowledge', { ...one, ...naming(one.id), itself, make }, building));
  }
  findings.push(...cyclesIn(elements));
  return { model: { name: model.name, elements, byName, byQualifiedName }, findings };
}

interface Named {
  readonly id: string;
  readonly name: string;
  readonly names: ElementNames;
  readonly shape: NameShape | 1;
  /** The model it was imported from; absent for the model's own. */
  readonly from: string | undefined;
}

function namedElements(model: DecisionModel, types: ModelTypes): ReadonlyMap<string, Named> {
  // Who asks for a name means what can be decided, and the model's own before an import's.
  const all = [...model.decisions, ...model.services, ...model.knowledge, ...model.inputs];
  const nearest = all.toSorted((a, b) => nearnessOf(a.from, model) - nearnessOf(b.from, model));
  return new Map(
    nearest.map((one) => {
      const shape = types.shape(types.resolve(one.typeRef));
      const named = { id: one.id, name: canonicalName(one.name), names: elementNames(one, model) };
      return [one.id, { ...named, shape, from: one.from }] as const;
    }),
  );
}

interface Building {
  readonly types: ModelTypes;
  readonly named: ReadonlyMap<string, Named>;
  readonly findings: RuleFinding[];
}

interface Source {
  readonly name: string;
  readonly names: ElementNames;
  readonly typeRef?: string;
  readonly requires?: Requirements;
  readonly parameters?: readonly TypedName[];
  /** What calls itself without saying so; its name gives way to that of a requirement. */
  readonly itself?: Named | undefined;
  readonly make: (reading: Reading) => Node;
}

function build(
  kind: 'decision' | 'knowledge',
  source: Source,
  { types, named, findings }: Building,
): ModelElement {
  const { inputs = [], decisions = [], knowledge = [], under = {} } = source.requires ?? {};
  const requires = [...inputs, ...decisions, ...knowledge];
  const visible = requires.flatMap((id) => {
    const element = named.get(id);
    if (element === undefined) {
      note(findings, 'rules.model.unknown_reference', { element: source.name, reference: id });
    }
    return element === undefined ? [] : [element];
  });
  const before = findings.length;
  const required = visibleNames(visible, under);
  const { itself } = source;
  const isFree = itself !== undefined && required.every(({ name }) => name !== itself.name);
  const seen = isFree ? [...required, ...visibleNames([itself], {})] : required;
  const names = {
    ...shapesOf([]),
    ...Object.fromEntries(seen.map(({ name, shape }) => [name, shape])),
  };
  const read: Reading['read'] = (text, grammar, shapes) => {
    const parsed = parseSource({ source: text, typeNamed: types.named }, shapes, grammar);
    const values = { element: source.name };
    findings.push(
      ...parsed.findings.map((one) => ({ ...one, values: { ...one.values, ...values } })),
    );
    return parsed.node;
  };
  const node = source.make({ types, names, read });
  const used = new Set(freeNamesOf(node).map(({ name }) => name));
  const wanted = seen.filter(({ name }) => used.has(name));
  const level = levelOf(wanted.map(({ name }, slot) => [name, slot] as const));
  const { scope, size } = rootScope(level, wanted.length);
  const code = scope.compile(node);
  return {
    kind,
    name: source.name,
    names: source.names,
    type: types.resolve(source.typeRef),
    code,
    size: size(),
    reads: wanted.map(({ read }, slot) => ({ slot, ...read })),
    parameters: (source.parameters ?? []).map(({ name, typeRef }) => ({
      name: canonicalName(name),
      type: types.resolve(typeRef),
    })),
    requires,
    broken: findings.length > before,
  };
}

interface Seen {
  readonly name: string;
  readonly shape: NameShape | 1;
  readonly read:
    | { readonly element: string }
    | { readonly members: readonly { readonly name: string; readonly element: string }[] };
}

/** The names a text sees: required elements, and imports holding theirs. */
function visibleNames(visible: readonly Named[], under: Readonly<Record<string, string>>): Seen[] {
  const own = visible.filter(({ id }) => under[id] === undefined);
  const groups = new Map<string, Named[]>();
  for (const one of visible) {
    const prefix = under[one.id];
    if (prefix === undefined) continue;
    const name = canonicalName(prefix);
    groups.set(name, [...(groups.get(name) ?? []), one]);
  }
  const held = [...groups].map(([name, members]): Seen => {
    const shape = Object.fromEntries(members.map((one) => [one.name, one.shape] as const));
    return {
      name,
      shape,
      read: { members: members.map(({ name, id }) => ({ name, element: id })) },
    };
  });
  return [...own.map(({ id, name, shape }) => ({ name, shape, read: { element: id } })), ...held];
}

function note(
  findings: RuleFinding[],
  code: RuleFinding['code'],
  values: Readonly<Record<string, string>>,
): void {
  findings.push(findingAt('', { from: 0, to: 0 }, { code, values }));
}

/** Decisions may not require themselves; knowledge models may, as functions recur. */
function cyclesIn(elements: ReadonlyMap<string, ModelElement>): RuleFinding[] {
  const found: RuleFinding[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (id: string): void => {
    const element = elements.get(id);
    if (element?.kind !== 'decision' || state.get(id) === 'done') return;
    if (state.get(id) === 'open') {
      note(found, 'rules.model.cycle', { element: element.name });
      return;
    }
    state.set(id, 'open');
    element.requires.forEach(visit);
    state.set(id, 'done');
  };
  for (const id of elements.keys()) visit(id);
  return found;
}

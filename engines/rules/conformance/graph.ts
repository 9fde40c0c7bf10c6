import { compileModel, decideModel, toJson } from '../index.ts';
import type {
  BoxedExpression,
  DecisionModel,
  DecisionNode,
  DecisionService,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  Requirements,
  TypedName,
} from '../index.ts';

/** What an element requires, by name; here ids are names. */
export type Needs = Omit<Requirements, 'under'>;

/** The elements of a model, each list absent where there are none. */
export type Parts = Partial<Omit<DecisionModel, 'name' | 'namespace'>>;

/** Returns what decides a name of a model, as JSON. */
export function deciderOf(parts: Parts): (name: string, facts?: Record<string, unknown>) => string {
  const none = { types: [], inputs: [], decisions: [], knowledge: [], services: [] };
  const { model } = compileModel({ name: 'm', ...none, ...parts });
  return (name, facts = {}) => toJson(decideModel(model, name, { facts }).value);
}

/** Returns an expression: a text is FEEL. */
export function boxed(expression: string | BoxedExpression): BoxedExpression {
  return typeof expression === 'string' ? { type: 'literal', text: expression } : expression;
}

/** Returns a name with its type, written `name` or `name: type`. */
export function typedName(written: string): TypedName {
  const [name = '', typeRef] = written.split(': ');
  return typeRef === undefined ? { name } : { name, typeRef };
}

/** Returns an input, written `name` or `name: type`. */
export function input(written: string): InputData {
  const named = typedName(written);
  return { id: named.name, ...named };
}

/** Returns a decision, written `name` or `name: type`. */
export function decision(
  written: string,
  expression: string | BoxedExpression,
  requires: Needs = {},
): DecisionNode {
  return { ...input(written), expression: boxed(expression), requires };
}

/** Returns a knowledge model; `name(a: number, b): type` is written without its result's type. */
export function knowledge(
  written: string,
  body: string | BoxedExpression,
  requires: Needs = {},
): KnowledgeModel {
  const [, name = '', listed = ''] = /^([^(]*)\((.*)\)$/u.exec(written) ?? [];
  const parameters = listed === '' ? [] : listed.split(', ').map(typedName);
  return { id: name, name, parameters, body: boxed(body), requires };
}

/** Returns a decision service. */
export function service(
  name: string,
  outputs: readonly string[],
  given: { readonly inputs?: readonly string[]; readonly decisions?: readonly string[] } = {},
): DecisionService {
  const { inputs = [], decisions = [] } = given;
  return {
    id: name,
    name,
    outputs,
    encapsulated: [],
    inputDecisions: decisions,
    inputData: inputs,
  };
}

/** Returns a type that is a list of another. */
export function listOf(name: string, typeRef: string): ItemDefinition {
  return { name, typeRef, isCollection: true };
}

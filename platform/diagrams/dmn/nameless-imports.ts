import type { DecisionModel, Requirements } from '#engines/rules/index.ts';
import type { DmnDocument } from './document.ts';

/** A document with the model it writes. */
export type ReadDocument = readonly [document: DmnDocument, model: DecisionModel];

/**
 * Returns the models with references into imports that have no name resolved: what such a model
 * holds is written as if it were the importing model's own, by id alone. Of elements with one id
 * and name the first model's own stands for all, then that of the import named first.
 *
 * @param documents the model asked for comes first
 * @source OMG DMN 1.5, 6.3.3 (imports with an empty name); DMN TCK, suite 1158
 */
export function resolveNameless(documents: readonly ReadDocument[]): DecisionModel[] {
  const names = namesById(documents);
  const all = documents.map(([one]) => one);
  const [main] = all;
  const group = main === undefined ? [] : namelessOf(main, all);
  const standIn = (id: string): string => {
    const [place, local] = partsOf(id);
    if (!group.includes(place)) return id;
    const same = [local, ...group.map((one) => `${one}#${local}`)];
    return same.find((one) => names.has(one) && names.get(one) === names.get(id)) ?? id;
  };
  return documents.map(([document, model]) => {
    const places = namelessOf(document, all);
    const found = (id: string): string => {
      const [, local] = partsOf(id);
      const place = names.has(id) ? undefined : places.find((one) => names.has(`${one}#${local}`));
      return standIn(place === undefined ? id : `${place}#${local}`);
    };
    return places.length === 0 && group.length === 0 ? model : withReferences(model, found);
  });
}

function namesById(documents: readonly ReadDocument[]): ReadonlyMap<string, string> {
  const elements = documents.flatMap(([, { inputs, decisions, knowledge, services }]) => [
    ...inputs,
    ...decisions,
    ...knowledge,
    ...services,
  ]);
  return new Map(elements.map(({ id, name }) => [id, name] as const));
}

function partsOf(id: string): readonly [place: string, local: string] {
  const at = id.lastIndexOf('#');
  return [id.slice(0, Math.max(at, 0)), id.slice(at + 1)];
}

/** Returns the namespaces a document reaches by imports without a name: each, then those below. */
export function namelessOf(document: DmnDocument, documents: readonly DmnDocument[]): string[] {
  const byNamespace = new Map(documents.map((one) => [one.namespace, one] as const));
  const seen = new Set([document.namespace]);
  const below = (one: DmnDocument): string[] =>
    one.imports.flatMap(({ name, namespace }) => {
      if (name !== '' || seen.has(namespace)) return [];
      seen.add(namespace);
      const next = byNamespace.get(namespace);
      return next === undefined ? [namespace] : [namespace, ...below(next)];
    });
  return below(document);
}

function withReferences(model: DecisionModel, found: (id: string) => string): DecisionModel {
  const renewed = <Part extends { readonly requires?: Requirements }>(part: Part): Part => {
    const { inputs = [], decisions = [], knowledge = [], ...rest } = part.requires ?? {};
    const requires = {
      ...rest,
      inputs: inputs.map(found),
      decisions: decisions.map(found),
      knowledge: knowledge.map(found),
    };
    return { ...part, requires };
  };
  return {
    ...model,
    decisions: model.decisions.map(renewed),
    knowledge: model.knowledge.map(renewed),
    services: model.services.map((one) => ({
      ...one,
      outputs: one.outputs.map(found),
      encapsulated: one.encapsulated.map(found),
      inputDecisions: one.inputDecisions.map(found),
      inputData: one.inputData.map(found),
    })),
  };
}

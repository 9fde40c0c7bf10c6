import type { DecisionModel, Requirements } from '#engines/rules/index.ts';
import type { DmnDocument } from './document.ts';

/** A document with the model it writes. */
export type ReadDocument = readonly [document: DmnDocument, model: DecisionModel];

/**
 * Returns the models with references into imports that have no name resolved: what such a model
 * holds is written as if it were the importing model's own, by id alone.
 *
 * @source OMG DMN 1.5, 6.3.3 (imports with an empty name)
 */
export function resolveNameless(documents: readonly ReadDocument[]): DecisionModel[] {
  const ids = new Set(documents.flatMap(([, model]) => elementsOf(model).map(({ id }) => id)));
  const byNamespace = new Map(documents.map(([one]) => [one.namespace, one] as const));
  return documents.map(([document, model]) => {
    const places = namelessOf(document, byNamespace, new Set([document.namespace]));
    if (places.length === 0) return model;
    const found = (id: string): string => {
      const local = id.slice(id.lastIndexOf('#') + 1);
      const place = ids.has(id) ? undefined : places.find((one) => ids.has(`${one}#${local}`));
      return place === undefined ? id : `${place}#${local}`;
    };
    return withReferences(model, found);
  });
}

function elementsOf(model: DecisionModel): readonly { readonly id: string }[] {
  return [...model.inputs, ...model.decisions, ...model.knowledge, ...model.services];
}

/** Namespaces reached by imports without a name, nearest first. */
function namelessOf(
  document: DmnDocument,
  byNamespace: ReadonlyMap<string, DmnDocument>,
  seen: Set<string>,
): string[] {
  const direct = document.imports.filter(({ name, namespace }) => {
    const isNew = name === '' && !seen.has(namespace);
    if (isNew) seen.add(namespace);
    return isNew;
  });
  const further = direct.flatMap(({ namespace }) => {
    const next = byNamespace.get(namespace);
    return next === undefined ? [] : namelessOf(next, byNamespace, seen);
  });
  return [...direct.map(({ namespace }) => namespace), ...further];
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

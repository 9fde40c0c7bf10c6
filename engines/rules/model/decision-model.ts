import type { DecisionTable } from '../table/decision-table.ts';

/**
 * A decision model as plain data: what DMN XML carries, free of XML. Ids are unique within the
 * model; references name ids.
 *
 * @source OMG DMN 1.5, chapters 6, 7 and 10.2 (boxed expressions)
 */
export interface DecisionModel {
  readonly name: string;
  readonly namespace?: string;
  /** The models whose elements are among this one's, and the names it gives them. */
  readonly imports?: readonly ImportedModel[];
  readonly types: readonly ItemDefinition[];
  readonly inputs: readonly InputData[];
  readonly decisions: readonly DecisionNode[];
  readonly knowledge: readonly KnowledgeModel[];
  readonly services: readonly DecisionService[];
}

/** A model that is imported: the name its elements are seen under, empty where they need none. */
export interface ImportedModel {
  readonly name: string;
  readonly namespace: string;
}

/** A named type. @source OMG DMN 1.5, 7.3.2 */
export interface ItemDefinition {
  readonly name: string;
  /** The type it is based on: a FEEL type or another item's name. */
  readonly typeRef?: string;
  readonly isCollection?: boolean;
  /** Unary tests every value (of a collection: every item) has to pass. */
  readonly allowedValues?: string;
  /** Unary tests the value as a whole has to pass, also where it is a collection. */
  readonly constraint?: string;
  readonly components?: readonly ItemDefinition[];
}

/** An input of the model. */
export interface InputData extends Imported {
  readonly id: string;
  readonly name: string;
  readonly typeRef?: string;
}

/** What may have come from another model. */
export interface Imported {
  /** The namespace of the imported model; absent for the model's own elements. */
  readonly from?: string;
}

/** The requirements of a decision or knowledge model, by id. */
export interface Requirements {
  readonly inputs?: readonly string[];
  readonly decisions?: readonly string[];
  /** Knowledge models and decision services. */
  readonly knowledge?: readonly string[];
  /** By id, the name of the import an element is seen as a member of: `prefix.its name`. */
  readonly under?: Readonly<Record<string, string>>;
}

/** A decision. */
export interface DecisionNode extends Imported {
  readonly id: string;
  readonly name: string;
  readonly typeRef?: string;
  readonly expression?: BoxedExpression;
  readonly requires?: Requirements;
}

/** A business knowledge model: a function decisions invoke. */
export interface KnowledgeModel extends Imported {
  readonly id: string;
  readonly name: string;
  /** The type of its result. */
  readonly typeRef?: string;
  readonly parameters: readonly TypedName[];
  readonly body?: BoxedExpression;
  readonly language?: 'FEEL' | 'Java' | 'PMML';
  readonly requires?: Requirements;
}

/** A decision service: a function of its input decisions and data. @source OMG DMN 1.5, 6.3.10 */
export interface DecisionService extends Imported {
  readonly id: string;
  readonly name: string;
  readonly typeRef?: string;
  readonly outputs: readonly string[];
  readonly encapsulated: readonly string[];
  readonly inputDecisions: readonly string[];
  readonly inputData: readonly string[];
}

/** A name with an optional type. */
export interface TypedName {
  readonly name: string;
  readonly typeRef?: string;
}

/**
 * A boxed expression with the type of its value; that of a function may be its result's. Texts are
 * FEEL.
 *
 * @source OMG DMN 1.5, 7.3.1 and 10.2.2
 */
export type BoxedExpression = Box & { readonly typeRef?: string };

type Box =
  | { readonly type: 'literal'; readonly text: string }
  | { readonly type: 'table'; readonly table: DecisionTable }
  | { readonly type: 'context'; readonly entries: readonly BoxedEntry[] }
  | {
      readonly type: 'invocation';
      readonly callee: BoxedExpression;
      readonly bindings: readonly { readonly name: string; readonly value?: BoxedExpression }[];
    }
  | {
      readonly type: 'function';
      readonly parameters: readonly TypedName[];
      readonly body?: BoxedExpression;
      /** Of Java the pure part of java.lang is known; other external functions give null. */
      readonly language?: 'FEEL' | 'Java' | 'PMML';
    }
  | { readonly type: 'list'; readonly items: readonly BoxedExpression[] }
  | {
      readonly type: 'relation';
      readonly columns: readonly TypedName[];
      readonly rows: readonly (readonly BoxedExpression[])[];
    }
  | {
      readonly type: 'conditional';
      readonly test: BoxedExpression;
      readonly met: BoxedExpression;
      readonly unmet: BoxedExpression;
    }
  | { readonly type: 'filter'; readonly list: BoxedExpression; readonly match: BoxedExpression }
  | {
      readonly type: 'for' | 'some' | 'every';
      readonly iterator: string;
      readonly list: BoxedExpression;
      readonly body: BoxedExpression;
    };

/** An entry of a boxed context; the last one without a name is the context's result. */
export interface BoxedEntry {
  readonly name?: string;
  readonly typeRef?: string;
  readonly value: BoxedExpression;
}

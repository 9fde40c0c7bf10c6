/**
 * The face of the rules engine: FEEL expressions and decision tables, compiled once, explained.
 *
 * @source OMG DMN 1.5; design page 2-service-language, Rules
 */
export { compileExpression, evaluate, inputsOf, outcomeOf } from './expression.ts';
export type {
  Compiled,
  CompileOptions,
  Expression,
  Input,
  Outcome,
  Problem,
} from './expression.ts';
export type { RuleFinding, RuleFindingCode } from './syntax/finding.ts';
export { fact } from './value/convert.ts';
export type { Fact, FactOrigin, Facts, InputType } from './value/convert.ts';
export type { FeelContext, FeelList, Value } from './value/kinds.ts';
export type { Limits, World } from './compile/run.ts';
export { assess, isConstant, missingOf } from './explain/assess.ts';
export type { Condition, Truth, UsedValue, Verdict } from './explain/assess.ts';
export type { Distance } from './explain/distance.ts';
export { toJson, toPlain } from './value/format.ts';
export { parseNumber } from './number/decimal.ts';
export { compileTable, inputsOfTable } from './table/compile-table.ts';
export type { CompiledTable } from './table/compile-table.ts';
export { decideTable } from './table/decide.ts';
export { isValidOn } from './table/decision-table.ts';
export type { CellVerdict, DecideOptions, Decision, RowVerdict } from './table/decide.ts';
export type {
  DecisionRow,
  DecisionTable,
  InputClause,
  OutputClause,
  TableOptions,
  Validity,
} from './table/decision-table.ts';
export { checkParameter, parameterOn, parametersOn } from './parameter.ts';
export type { DatedValue, ParameterFinding, ParameterSeries } from './parameter.ts';
export type { HitPolicy } from './syntax/node.ts';
export { compileRuleSet, explainRule, verdictsOf, verdictTable } from './rule-set.ts';
export type { Rule, RuleSet, RuleSetFinding, VerdictTable } from './rule-set.ts';
export { compileModel } from './model/compile-model.ts';
export type { CompiledModel } from './model/compile-model.ts';
export { decideModel } from './model/decide-model.ts';
export type { ModelOutcome, ModelProblem } from './model/decide-model.ts';
export type {
  BoxedEntry,
  BoxedExpression,
  DecisionModel,
  DecisionNode,
  DecisionService,
  Imported,
  InputData,
  ItemDefinition,
  KnowledgeModel,
  Requirements,
  TypedName,
} from './model/decision-model.ts';
export { analyseTable } from './table/analyse.ts';
export type { CounterExample, Overlap, TableAnalysis } from './table/analyse.ts';

/**
 * The process engine: service definition → checks, case state machine, clocks, guide and flow.
 * Pure: values in, values out; see README.md for the laws.
 */
export {
  type Actor,
  type Command,
  type CommandInput,
  type Context,
  type DecidedEffect,
  type Decision,
  type FieldProblem,
  type Need,
  type Refusal,
} from './command.ts';
export type * from './definition.ts';
export { CHANNELS, FIELD_TYPES, LANGUAGES, PHASES } from './definition.ts';
export { ATOMIC_EFFECTS, effectOf, PART_EFFECTS, isKnownEffect, OUTBOX_EFFECTS } from './effect.ts';
export {
  EVENT_SCHEMA,
  type CaseEvent,
  type ClosedBy,
  type EffectEntry,
  type EventData,
  type Outcome,
} from './event.ts';
export { evolve, fold } from './evolve.ts';
export { type Finding, type Locate, type Place, type StoryLine } from './finding.ts';
export { isPower, type Nature, NATURE_NAMES, NATURES } from './nature.ts';
export { partBranch } from './parts.ts';
export { readDefinition } from './read.ts';
export { definitionSource, type DefinitionSource, DEFINITION_LIMITS } from './schema.ts';
export {
  activeBranches,
  type Block,
  type Branch,
  type ClockInstance,
  emptyState,
  isPaused,
  type Pause,
  phaseOf,
  type Stage,
  type State,
} from './state.ts';
export { tableBefore } from './proposal.ts';
export { invitesRating } from './rating.ts';
export type { Table, TableOutput, TableRow } from './table.ts';
export { upcast } from './upcast.ts';
export { groundTitle, unitTitle } from './wording.ts';
export type { Condition, Remark, Verdict } from './verdict.ts';
export { type AllowedAction, allowedActions } from './allowed.ts';
export { type Asked, askedHere, isAskedAtFiling } from './asking.ts';
export { computedEffect } from './arguments.ts';
export { answeredBy, askedIn, namesOf, postIn as postAskedIn, postAsked } from './assistant.ts';
export { type Bundle, bundleOf, type BundlePart } from './bundle.ts';
export {
  clocksEnded,
  clocksOf,
  type ClockReading,
  type Lamp,
  openClock,
  SOON_SHARE_BP,
} from './clocks.ts';
export { adverseRuleAt } from './adverse.ts';
export { decide } from './decide.ts';
export {
  commandsAhead,
  type DueCommand,
  dueCommands,
  type RungDue,
  rungsAhead,
  rungsDue,
  type Standing,
  standingOf,
} from './due.ts';
export { type FlowEdge, type FlowGraph, type FlowNode, flowOf, START_NODE } from './flow.ts';
export { checkForm, type MaterialNeed, materialsNeeded } from './form.ts';
export { checkDefinition, type CheckContext } from './check/index.ts';
export { type Miss, runScenario, type ScenarioContext, type ScenarioResult } from './scenario.ts';
export {
  type Expectation,
  type Scenario,
  scenario,
  type ScenarioFile,
  scenarioFile,
} from './scenario-form.ts';
export { type Guide, type GuideEnd, guideOf, type GuideStep } from './guide.ts';
export { type CannotMove, type CaseMove, type MigrationContext, moveCase } from './migrate.ts';
export type { DeadlineChanged, DutyChanged } from './migrate-changes.ts';
export {
  checkMigration,
  type Editions,
  type MigrationPlan,
  migrationPlan,
  PLAN_LIMITS,
} from './migrate-plan.ts';
export { replay, type Replay, type ReplayContext, type Replayed } from './replay.ts';
export {
  type Assumptions,
  type Prediction,
  simulate,
  SIMULATION_LIMITS,
  unfitAssumption,
  type Wait,
} from './simulate.ts';
export { namedValues } from './finding-words.ts';
export { storyOf, type StoryWords } from './story.ts';
export { writtenDefinition } from './written.ts';

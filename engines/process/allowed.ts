import type { Context, Need, Refusal } from './command.ts';
import { type Asked, askedHere } from './asking.ts';
import type { Definition, Localized } from './definition.ts';
import { ruleOn } from './decide.ts';
import { activeBranches, type Branch, type State } from './state.ts';
import type { BranchTurn, Turn } from './turn.ts';
import { BRANCH_VERBS, PEOPLE_CASE_VERBS } from './verbs/table.ts';

/** What somebody may do now, or may not and why. */
export type AllowedAction = {
  readonly verb: string;
  /** What the definition calls it, where the verb's own word would not tell enough. */
  readonly title?: Localized;
  /** What its step asks of whoever does it, in the order of the form. */
  readonly asks?: Asked;
  /** The branch it acts on; absent for verbs of the whole case. */
  readonly branch?: string;
  readonly step?: string;
  /** Where a verb of the flow leads (its first way); for buttons and their order. */
  readonly to?: string;
  /** True for the verbs the step itself names: the ones that move the case on. */
  readonly primary: boolean;
  readonly adverse: boolean;
} & (
  | { readonly allowed: true; readonly needs: readonly Need[]; readonly choices: readonly string[] }
  | { readonly allowed: false; readonly refusal: Refusal }
);

/** Verbs that make no sense to show where they cannot apply at all. */
const HIDDEN_CODES: ReadonlySet<string> = new Set([
  'process.no-block',
  'process.no-added-signer',
  'process.not-suspended',
  'process.no-ground-listed',
  'process.no-extension',
  'process.no-review',
  'process.nothing-to-rate',
  'process.not-asked-to-assist',
  'process.no-such-end',
  'process.nothing-before',
  'process.nobody-holds-it',
  'process.claimed-already',
  'process.only-applicant',
  'process.only-staff',
]);

/**
 * Returns what the actor may do now with the case, and with the reason what not: the flow's own
 * verbs first, then those every flow has. Verbs that cannot apply here are left out.
 *
 * @source design page 3, "The life of a case"; page 9, "A refused action says which clause"
 */
export function allowedActions(
  definition: Definition,
  state: State,
  context: Context,
): readonly AllowedAction[] {
  const turn: Turn = { definition, state, command: { verb: '' }, input: {}, context };
  const branches = state.stage === 'open' ? activeBranches(state) : [];
  const own = branches.flatMap((branch) => actionsOn(turn, branch));
  const named = new Set(own.filter((one) => one.primary).map((one) => one.verb));
  const whole = Object.keys(PEOPLE_CASE_VERBS)
    .filter((verb) => !named.has(verb))
    .flatMap((verb) => wholeAction(turn, verb));
  return [...own.filter((one) => one.primary), ...own.filter((one) => !one.primary), ...whole];
}

function actionsOn(turn: Turn, branch: Branch): readonly AllowedAction[] {
  const step = turn.definition.flow.steps[branch.step];
  if (!step) return [];
  const onBranch: BranchTurn = { ...turn, branch, step };
  const verbs = Object.keys(step.do);
  const others = Object.keys(BRANCH_VERBS).filter((verb) => !Object.hasOwn(step.do, verb));
  return [
    ...verbs.map((verb) => branchAction(onBranch, verb, true)),
    ...others.map((verb) => branchAction(onBranch, verb, false)),
  ].filter(isShown);
}

function branchAction(turn: BranchTurn, verb: string, primary: boolean): AllowedAction {
  const { rule, needs } = ruleOn(turn, verb);
  const refusal = rule?.guard(turn) ?? undefined;
  const way = turn.step.do[verb]?.[0];
  const to = way?.to;
  const asks = askedHere(turn.definition, turn.branch, verb);
  const base = {
    verb,
    ...(way?.title === undefined ? {} : { title: way.title }),
    ...(asks.fields.length + asks.materials.length === 0 ? {} : { asks }),
    branch: turn.branch.id,
    step: turn.branch.step,
    primary,
    adverse: to !== undefined && turn.definition.flow.ends[to]?.adverse === true,
    ...(to === undefined ? {} : { to }),
  };
  if (refusal) return { ...base, allowed: false, refusal };
  return { ...base, allowed: true, needs, choices: choicesOf(turn, verb) };
}

function wholeAction(turn: Turn, verb: string): readonly AllowedAction[] {
  const rule = PEOPLE_CASE_VERBS[verb];
  if (!rule || (verb === 'file' && turn.state.stage !== 'none')) return [];
  const base = { verb, primary: isExpected(turn, verb), adverse: verb === 'void' };
  if (!rule.stages.includes(turn.state.stage)) return [];
  const refusal = rule.guard(turn);
  const action: AllowedAction = refusal
    ? { ...base, allowed: false, refusal }
    : { ...base, allowed: true, needs: rule.needs, choices: choicesOf(turn, verb) };
  return isShown(action) ? [action] : [];
}

/**
 * In the closing stage confirming and calling back are what moves the case on; an opinion is what
 * whoever was asked for one is waited for.
 */
function isExpected(turn: Turn, verb: string): boolean {
  if (verb === 'advise') return true;
  return turn.state.stage === 'closing' && (verb === 'confirm' || verb === 'call-back');
}

function isShown(action: AllowedAction): boolean {
  return action.allowed || !HIDDEN_CODES.has(action.refusal.code);
}

function choicesOf(turn: Turn, verb: string): readonly string[] {
  if (verb === 'suspend') return turn.definition.suspensions.map((rule) => rule.ground);
  if (verb === 'call-back') return ['satisfied', 'unsatisfied', 'not-reached'];
  return [];
}

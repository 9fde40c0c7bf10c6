import type { BranchVerb, CaseVerb } from '../turn.ts';
import { advise } from './advise.ts';
import { callBack, close, confirm } from './closing.ts';
import { file, importCase } from './filing.ts';
import { BRANCH_VERBS as HOLDING_VERBS } from './holding.ts';
import { SYSTEM_BRANCH_VERBS as SYSTEM_ON_BRANCH, SYSTEM_CASE_VERBS } from './system.ts';
import { WHOLE_VERBS } from './whole.ts';

/** Verbs of people on the case as a whole. */
export const PEOPLE_CASE_VERBS: Readonly<Record<string, CaseVerb>> = {
  file,
  confirm,
  'call-back': callBack,
  close,
  advise,
  ...WHOLE_VERBS,
};

/** Every verb on the case as a whole, those of the worker too. */
export const CASE_VERBS: Readonly<Record<string, CaseVerb>> = {
  ...PEOPLE_CASE_VERBS,
  import: importCase,
  ...SYSTEM_CASE_VERBS,
};

/** Verbs of people on a branch, beside those its step names. */
export const BRANCH_VERBS: Readonly<Record<string, BranchVerb>> = HOLDING_VERBS;

export const SYSTEM_BRANCH_VERBS: Readonly<Record<string, BranchVerb>> = SYSTEM_ON_BRANCH;

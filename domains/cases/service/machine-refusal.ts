import type { Bundle } from '#domains/services/index.ts';
import type { Decision, State } from '#engines/process/index.ts';
import { verbTitles } from '#platform/diagrams/index.ts';
import { refusalOf, type RefusalError } from '#platform/http/index.ts';
import type { Localized } from '#platform/text/index.ts';
import type { Network } from './network.ts';

/** An expected no of the case machine. */
type MachineRefusal = Extract<Decision, { readonly ok: false }>['refusal'];

/** The case a refusal is about, as it stood, and what its codes are named with. */
type Ground = {
  readonly state: State;
  readonly bundle: Bundle;
  readonly network: Network;
  /** Whose form people filled in, where that is not the form of the case itself: a part's. */
  readonly form?: Bundle;
};

/** A refusal of the machine as a problem: what was filled in wrongly is 422, the rest 409 or 403. */
export function refusalError(
  refusal: MachineRefusal,
  { state, bundle, network, form }: Ground,
): RefusalError {
  const { fields } = refusal;
  const error = refusalOf(refusal, statusOf(refusal.code, state));
  const titles = titlesOf(refusal.values ?? {}, network);
  Object.assign(error, { refusal: { ...error.refusal, titles } });
  if (fields === undefined || fields.length === 0) return error;
  return withIssues(error, fields, form ?? bundle);
}

/** A refusal names roles, posts and verbs by their codes; people read their titles. */
function titlesOf(
  { role, node, verb }: NonNullable<MachineRefusal['values']>,
  network: Network,
): Record<string, Localized> {
  const verbTitle = typeof verb === 'string' ? verbTitles()[verb] : undefined;
  return {
    ...(typeof role === 'string' ? { role: network.roleTitle(role) } : {}),
    ...(typeof node === 'string' ? { node: network.nodeTitle(node) } : {}),
    ...(verbTitle === undefined ? {} : { verb: verbTitle }),
  };
}

function withIssues(
  error: RefusalError,
  fields: NonNullable<MachineRefusal['fields']>,
  { definition: { form, materials } }: Bundle,
): RefusalError {
  const titles = new Map([...form, ...materials].map(({ id, title }) => [id, title]));
  const papers = new Set(materials.map(({ id }) => id));
  const issues = fields.map(({ field, code, values, clause }) => ({
    // What proves an earlier day is no answer of the form but stands beside them.
    path: field === 'proof' ? field : `${papers.has(field) ? 'files' : 'answers'}.${field}`,
    code,
    values,
    titles: { field: titles.get(field) ?? { 'zh-CN': field } },
    ...(clause === undefined ? {} : { clause }),
  }));
  Object.assign(error, { refusal: { ...error.refusal, issues } });
  return error;
}

const personal: ReadonlySet<string> = new Set([
  'process.not-your-role',
  'process.not-your-power',
  'process.not-yours-to-file',
  'process.held-by-other',
  'process.applicants-turn',
  'process.only-applicant',
  'process.only-staff',
]);

function statusOf(code: string, state: State): 403 | 409 | 422 {
  if (personal.has(code)) return 403;
  // What was filled in wrongly is the same answer whenever it is filled in.
  const isFilling = code === 'process.form-incomplete' || code.startsWith('process.input');
  return state.stage === 'none' || isFilling ? 422 : 409;
}

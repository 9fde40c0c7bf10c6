import { answeredBy, askedIn } from './assistant.ts';
import type { CommandInput } from './command.ts';
import type { CaseEvent } from './event.ts';
import { onBranch } from './holding.ts';
import type { State } from './state.ts';

type Mark = (state: State, event: CaseEvent) => State;

/**
 * What an event means beyond its outcome, by type. An event without a row here only moves branches
 * and clocks. Every row reads its event defensively: the fold is total.
 */
export const marks: Readonly<Record<string, Mark>> = {
  'case.filed': filed,
  'case.imported': (state, event) => ({ ...filed(state, event), imported: true }),
  'case.resubmitted': (state, event) => ({
    ...answered(state, event),
    remarks: state.remarks.map((remark) => settled(remark, event)),
  }),
  'case.returned': (state, event) => ({
    ...state,
    remarks: [
      ...state.remarks,
      ...(event.data.remarks ?? []).map((remark) => ({ ...remark, settled: false })),
    ],
  }),
  'case.claimed': (state, event) =>
    onBranch(state, event.branch ?? '', (branch) => ({
      ...branch,
      holder: event.actor,
      claimedAt: event.at,
    })),
  'case.assisted': (state, event) =>
    onBranch(state, event.branch ?? '', (branch) => ({
      ...branch,
      assistants: [...branch.assistants, askedIn(event)],
    })),
  // Asked several times, they have said it once for all.
  'case.advised': (state, event) => ({
    ...state,
    branches: state.branches.map((branch) =>
      branch.assistants.some((one) => answeredBy(event).includes(one))
        ? {
            ...branch,
            assistants: branch.assistants.filter((one) => !answeredBy(event).includes(one)),
          }
        : branch,
    ),
  }),
  'case.supervised': (state, event) => ({
    ...state,
    supervised: { by: event.actor, at: event.at },
  }),
  'case.urged': (state) => ({ ...state, urges: state.urges + 1 }),
  'case.copied': (state, event) => ({ ...state, copies: [...state.copies, askedIn(event)] }),
  'case.sent-back': (state) => ({ ...state, sentBack: state.sentBack + 1 }),
  'case.called-back': calledBack,
  'case.confirmed': (state) => ({ ...state, confirmed: true, satisfied: true }),
  'case.reopened': reopened,
  'case.rated': (state, event) => {
    const rating = event.data.input['rating'];
    return typeof rating === 'number' ? { ...state, rating } : state;
  },
  'case.rung-fired': (state, event) =>
    event.data.rung === undefined ? state : { ...state, rungs: [...state.rungs, event.data.rung] },
};

function text(event: CaseEvent, name: keyof CommandInput): string | undefined {
  const value = event.data.input[name];
  return typeof value === 'string' ? value : undefined;
}

function filed(state: State, event: CaseEvent): State {
  const applicant = record(event.data.input['applicant']);
  const party = typeof applicant['party'] === 'string' ? applicant['party'] : undefined;
  const channel = text(event, 'channel');
  const needClass = text(event, 'needClass');
  return {
    ...answered(state, event),
    filedAt: event.at,
    applicant: party === undefined ? { actor: event.actor } : { party, actor: event.actor },
    stage: state.stage === 'none' ? 'open' : state.stage,
    ...(state.node === undefined && event.node !== undefined ? { node: event.node } : {}),
    ...(channel === undefined ? {} : { channel }),
    ...(needClass === undefined ? {} : { needClass }),
  };
}

/** Keeps what a step asked for and the act answered; the rest of the input only stands on record. */
export function keepAnswered(state: State, event: CaseEvent): State {
  const kept = new Set(event.data.outcome.answered);
  const answers = Object.entries(record(event.data.input['answers']));
  const files = filesOf(event.data.input['files']).filter(({ material }) => kept.has(material));
  const input = { answers: Object.fromEntries(answers.filter(([id]) => kept.has(id))), files };
  return answered(state, { ...event, data: { ...event.data, input } });
}

function answered(state: State, event: CaseEvent): State {
  const answers = record(event.data.input['answers']);
  const files = filesOf(event.data.input['files']);
  const replaced = new Set(files.map((file) => file.material));
  return {
    ...state,
    answers: { ...state.answers, ...answers },
    files: [...state.files.filter((file) => !replaced.has(file.material)), ...files],
  };
}

/** A remark after a resubmission; one that was left as it was has the reason beside it. */
function settled(remark: State['remarks'][number], event: CaseEvent): State['remarks'][number] {
  const items = event.data.input['items'];
  const answers = remark.settled || !Array.isArray(items) ? [] : items.map(record);
  const { text: answer } = answers.find(({ field }) => field === remark.field) ?? {};
  const said = typeof answer === 'string' && answer.trim() !== '' ? { answer } : {};
  return { ...remark, settled: true, ...said };
}

function filesOf(value: unknown): State['files'] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((entry: unknown) => {
    const { material, file } = record(entry);
    return typeof material === 'string' && typeof file === 'string' ? [{ material, file }] : [];
  });
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value));
}

function calledBack(state: State, event: CaseEvent): State {
  const outcome = text(event, 'outcome');
  if (outcome === 'satisfied') return { ...state, satisfied: true };
  return outcome === 'unsatisfied' ? { ...state, satisfied: false } : state;
}

/** A new instance begins; results of the old one (its clocks, its rungs) stay as they are. */
function reopened(state: State): State {
  const { end: _end, closing: _closing, closedBy: _by, satisfied: _satisfied, ...old } = state;
  const { remarked: _remarked, amended: _amended, adverse: _adverse, ...rest } = old;
  return {
    ...rest,
    stage: 'open',
    instance: state.instance + 1,
    entered: {},
    confirmed: false,
    extended: false,
  };
}

import { Refusal } from '../text.mjs';
import { signIn, type Answer, type Caller } from './caller.ts';

/** What the ledger of needs is to come to. @source seed 002: 1,270 needs, 19 classes, 99.3 % */
export const needsTotal = 1_270;
export const needsClosed = 1_261;
export const needClassCount = 19;

/** What a run of the load needs. */
export type NeedsLoad = {
  readonly address: string;
  readonly park: string;
  readonly password: string;
  /** Names the run: the same name again changes nothing that is there. */
  readonly run: string;
  /** ISO instant with offset at which the park's clock is set; absent, it stays. */
  readonly now?: string;
  readonly total?: number;
  readonly closed?: number;
  /** Needs at once. */
  readonly width?: number;
  readonly log: (line: string) => void;
  /** Told after each acknowledged act. */
  readonly onAct?: () => void;
};

/** Every act that was acknowledged, with the ids of its events. */
export type Acknowledged = {
  readonly number: string;
  readonly acts: readonly { readonly key: string; readonly entryIds: readonly string[] }[];
};

type Crew = {
  readonly firm: Caller;
  readonly dispatcher: Caller;
  readonly staff: readonly { readonly node: string; readonly caller: Caller }[];
};

const places = [
  ['station', 'station-1'],
  ['branch', 'branch-1'],
  ['centre', 'centre'],
] as const;

/**
 * Runs needs through the public API from filing to the firm's confirmation; the last ones are left
 * open, some not dispatched, some not claimed, some in hand.
 *
 * @returns what the server acknowledged, need by need
 * @throws {Refusal} `demo.old-data` when a post may not do what the demonstration's posts may today
 * @throws {Error} when an act is refused otherwise
 */
export async function loadNeeds(load: NeedsLoad): Promise<Acknowledged[]> {
  const { total = needsTotal, closed = needsClosed, width = 16, log } = load;
  const crew = await signInCrew(load);
  const done: Acknowledged[] = [];
  let next = 0;
  const work = async () => {
    while (next < total) {
      const index = next;
      next += 1;
      done[index] = await runNeed(load, crew, { index, closes: index < closed, total });
      if ((index + 1) % 100 === 0) log(`${index + 1} / ${total}`);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return done;
}

/** How many acts {@link loadNeeds} does for these numbers of needs. */
export function actsOf({ total, closed }: { total: number; closed: number }): number {
  let acts = 0;
  for (let index = 0; index < total; index += 1) {
    acts += 1 + stepsOf({ index, closes: index < closed, total }, '').length;
  }
  return acts;
}

async function signInCrew({ address, park, password, now, run }: NeedsLoad): Promise<Crew> {
  const as = (name: string) => signIn({ address, email: `${name}@${park}.example`, password });
  if (now !== undefined) {
    const director = await as('director');
    const answer = await director.act(`${run}-clock`, {
      path: `/p/${park}/api/clock`,
      body: { now },
      method: 'PUT',
    });
    refuseOldData(answer, `director@${park}.example`);
    if (answer.status !== 200) throw new Error(`the clock cannot be set: ${describe(answer)}`);
  }
  const staff = [];
  for (const [name, node] of places) staff.push({ node, caller: await as(name) });
  return { firm: await as('firm'), dispatcher: await as('dispatcher'), staff };
}

type Plan = { readonly index: number; readonly closes: boolean; readonly total: number };

async function runNeed(load: NeedsLoad, crew: Crew, plan: Plan): Promise<Acknowledged> {
  const { index } = plan;
  const key = (verb: string) => `${load.run}-${index}-${verb}`;
  const at = crew.staff[index % crew.staff.length];
  if (at === undefined) throw new Error('the crew has staff');
  const path = `/p/${load.park}/api/cases`;
  const filed = await crew.firm.act(key('file'), { path, body: needOf(index, at.node) });
  refuseOldData(filed, `firm@${load.park}.example`);
  load.onAct?.();
  const number = textOf(filed, 'number');
  const acts = [{ key: key('file'), entryIds: entriesOf(filed) }];
  for (const step of stepsOf(plan, at.node)) {
    const caller = step.who === 'staff' ? at.caller : crew[step.who];
    const body = { verb: step.verb, branch: null, input: step.input };
    const answer = await caller.act(key(step.verb), { path: `${path}/${number}/commands`, body });
    refuseOldData(answer, step.who === 'staff' ? at.node : step.who);
    load.onAct?.();
    acts.push({ key: key(step.verb), entryIds: entriesOf(answer) });
  }
  return { number, acts };
}

function needOf(index: number, node: string) {
  const n = (index % needClassCount) + 1;
  return {
    service: 'need.general',
    channel: 'station',
    node,
    applicant: { organisation: 'demo-firm-1', name: '演示科技企业甲（示例）' },
    needClass: `n${String(n).padStart(2, '0')}`,
    answers: { subject: `演示需求 ${index + 1}` },
    files: [],
    occurredAt: null,
    fromRecord: null,
  };
}

type Step = {
  readonly who: 'dispatcher' | 'staff' | 'firm';
  readonly verb: string;
  readonly input: Readonly<Record<string, string>>;
};

/** The steps of a need; of those that stay open, a third stops before each of the first three. */
function stepsOf({ index, closes, total }: Plan, node: string): Step[] {
  const steps: Step[] = [
    { who: 'dispatcher', verb: 'dispatch', input: { node } },
    { who: 'staff', verb: 'claim', input: {} },
    { who: 'staff', verb: 'resolve', input: { note: '已办理（演示）' } },
    { who: 'firm', verb: 'confirm', input: {} },
  ];
  return closes ? steps : steps.slice(0, (total - 1 - index) % 3);
}

/** Posts get their mandates when a park is loaded: what was loaded earlier may know fewer. */
function refuseOldData({ status, body }: Answer, who: string): void {
  if (status !== 403) return;
  const title = typeof body['title'] === 'string' ? body['title'] : '';
  throw new Refusal('demo.old-data', { who, title });
}

function entriesOf(answer: Answer): readonly string[] {
  if (answer.status !== 200 && answer.status !== 201) throw new Error(describe(answer));
  const { entryIds } = answer.body;
  if (!Array.isArray(entryIds)) throw new Error(describe(answer));
  return entryIds.map(String);
}

function textOf(answer: Answer, member: string): string {
  const value = answer.body[member];
  if (typeof value !== 'string') throw new Error(describe(answer));
  return value;
}

function describe({ status, body }: Answer): string {
  return `${status} ${JSON.stringify(body).slice(0, 500)}`;
}

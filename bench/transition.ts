import { EventEmitter } from 'node:events';
import { Engine } from 'bpmn-engine';
import { decide, fold, type Command } from '#engines/process/index.ts';
import { filedNeed, NEED, contextAt, staff } from '#engines/process/testing/sample.ts';

/** Cases taken from dispatch to the end in one turn: three transitions each. */
const CASES = 3_000;
const PEER_CASES = 60;
const TRANSITIONS = 3;
const ROUNDS = 7;
const WARM_TURNS = 4;

const STEPS: readonly (readonly [role: string, command: Command])[] = [
  ['dispatcher', { verb: 'dispatch', input: { node: 'centre' } }],
  ['steward', { verb: 'claim', input: {} }],
  ['steward', { verb: 'resolve', input: { note: '已办理' } }],
];

/** The same flow in BPMN: three tasks of people, one after the other. */
const SOURCE = `<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" id="d" targetNamespace="urn:d">
<process id="p" isExecutable="true">
<startEvent id="s"/><sequenceFlow id="f0" sourceRef="s" targetRef="dispatch"/>
<userTask id="dispatch"/><sequenceFlow id="f1" sourceRef="dispatch" targetRef="claim"/>
<userTask id="claim"/><sequenceFlow id="f2" sourceRef="claim" targetRef="handle"/>
<userTask id="handle"/><sequenceFlow id="f3" sourceRef="handle" targetRef="settled"/>
<endEvent id="settled"/></process></definitions>`;

function ourTurn(): number {
  const filed = filedNeed();
  const contexts = STEPS.map(([role], at) => contextAt(`2026-09-14 10:0${at + 1}`, staff(role)));
  const begun = performance.now();
  for (let one = 0; one < CASES; one += 1) {
    let { state } = filed;
    for (const [at, [, command]] of STEPS.entries()) {
      const context = contexts[at];
      if (context === undefined) throw new Error('a step has no actor');
      const decision = decide(NEED, state, command, context);
      if (!decision.ok) throw new Error(`${command.verb}: ${decision.refusal.code}`);
      state = fold(decision.events, state);
    }
    if (state.end === undefined && state.closing === undefined) throw new Error('no end');
  }
  return (CASES * TRANSITIONS) / ((performance.now() - begun) / 1000);
}

/** Engines are loaded before the clock starts: only what moves a case is measured. */
async function peerTurn(): Promise<number> {
  const engines = Array.from(
    { length: PEER_CASES },
    () => new Engine({ name: 'p', source: SOURCE }),
  );
  for (const engine of engines) await engine.getDefinitions();
  let taken = 0;
  const begun = performance.now();
  for (const engine of engines) {
    const listener = new EventEmitter();
    listener.on('activity.wait', (task: { signal: () => void }) => {
      taken += 1;
      task.signal();
    });
    await engine.execute({ listener });
  }
  const seconds = (performance.now() - begun) / 1000;
  if (taken !== PEER_CASES * TRANSITIONS) throw new Error(`${taken} transitions of the peer`);
  return taken / seconds;
}

/**
 * Decides and folds three transitions of a case beside `bpmn-engine` on the same flow, in memory.
 *
 * @returns transitions a second on both sides, and the median of the rounds' ratios
 */
export async function run(): Promise<{
  ours: number[];
  peer: number[];
  ratio: number;
  lines: string[];
}> {
  const [ours, peer]: [number[], number[]] = [[], []];
  // Both sides are compiled before the first round counts.
  for (let warm = 0; warm < WARM_TURNS; warm += 1) {
    ourTurn();
    await peerTurn();
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    ours.push(ourTurn());
    peer.push(await peerTurn());
  }
  const ratios = ours.map((rate, round) => rate / (peer[round] ?? Number.NaN));
  const ratio = ratios.toSorted((a, b) => a - b)[ROUNDS >> 1] ?? Number.NaN;
  const lines = [
    `transitions a second: ${ours.map(Math.round).join(' ')}`,
    `bpmn-engine:          ${peer.map(Math.round).join(' ')}`,
    `${TRANSITIONS} transitions a case, median of ${ROUNDS} alternating rounds`,
  ];
  return { ours, peer, ratio, lines };
}

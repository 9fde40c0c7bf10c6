import type { Bundle } from '#domains/services/index.ts';
import { partBranch, type State } from '#engines/process/index.ts';
import type { Tx } from '#platform/db/index.ts';
import type { CaseView } from '../model/index.ts';
import { partOf, partsOfCase } from '../store/part.ts';
import { caseByNumber, type CaseRow } from '../store/case.ts';
import { cardOf, type CardGround } from './cards.ts';
import type { Words } from './words.ts';

/** What a page says of how a case goes, beyond its own steps. */
export type Course = Pick<CaseView, 'parts' | 'whole' | 'adverse' | 'breaches'>;

/** Reads the parts of a case and the case it is a part of, and tells its adverse act and breaches. */
export async function courseOf(
  tx: Tx,
  on: { readonly row: CaseRow; readonly bundle: Bundle; readonly ground: CardGround },
): Promise<Course> {
  const { row, bundle, ground } = on;
  return {
    parts: await partsOf(tx, on),
    whole: await wholeOf(tx, row, ground),
    adverse: adverseOf(bundle, row.state),
    breaches: breachesOf(bundle, row.state, ground.words),
  };
}

/** Every part that is asked for: its case, or that it waits for the ones before it. */
async function partsOf(
  tx: Tx,
  {
    row,
    bundle,
    ground,
  }: { readonly row: CaseRow; readonly bundle: Bundle; readonly ground: CardGround },
): Promise<CaseView['parts']> {
  const blocks = row.state.blocks.filter(({ parts }) => parts !== undefined);
  if (blocks.length === 0) return [];
  const cases = new Map((await partsOfCase(tx, row.number)).map((one) => [one.branch, one]));
  return blocks.flatMap((block) => {
    const step = bundle.definition.flow.steps[block.step];
    if (step?.kind !== 'block') return [];
    return inOrder(row.state, block).map((member) => {
      const post = step.members[member];
      const branch = partBranch(row.state, block.id, member);
      const own = branch === undefined ? undefined : cases.get(branch.id);
      const vote = block.votes.find((one) => one.member === member);
      const card = own && cardOf(own, ground);
      return {
        part: member,
        title: post?.title ?? card?.serviceTitle ?? { 'zh-CN': post?.part?.service ?? member },
        after: [...(post?.part?.after ?? [])],
        card: card ?? null,
        outcome:
          vote === undefined ? null : vote.verb === 'pass' ? ('pass' as const) : ('fail' as const),
      };
    });
  });
}

/** Parts in the order they opened; those that wait for others come last. */
function inOrder(state: State, block: State['blocks'][number]): readonly string[] {
  const opened = state.branches
    .filter((branch) => branch.block === block.id)
    .flatMap(({ member }) => member ?? []);
  return [...opened, ...(block.parts ?? []).filter((member) => !opened.includes(member))];
}

async function wholeOf(tx: Tx, row: CaseRow, ground: CardGround): Promise<CaseView['whole']> {
  if (row.state.parent === undefined) return null;
  const link = await partOf(tx, row.number);
  const parent = link && (await caseByNumber(tx, link.parent));
  return parent === undefined ? null : cardOf(parent, ground);
}

function adverseOf(bundle: Bundle, state: State): CaseView['adverse'] {
  const { adverse } = state;
  if (adverse === undefined || adverse.dropped !== undefined) return null;
  const end = bundle.definition.flow.ends[adverse.end];
  const rule = bundle.definition.adverse?.find((one) => one.end === adverse.end);
  return {
    kind: adverse.kind,
    end: end?.title ?? { 'zh-CN': adverse.end },
    body: adverse.body ?? (bundle.definition.holder ? { 'zh-CN': bundle.definition.holder } : null),
    basis: bundle.definition.basis.map(({ title, clause }) => ({ title, clause: clause ?? null })),
    remedy: end?.remedy ?? null,
    clause: rule?.clause ?? end?.clause ?? null,
    statement: rule?.statement ?? '',
    proposedAt: adverse.proposed?.at ?? null,
    notifiedAt: adverse.notified?.at ?? null,
    stated: adverse.stated ? 'stated' : adverse.waived ? 'waived' : null,
    decidedAt: adverse.decided?.at ?? null,
  };
}

function breachesOf({ definition }: Bundle, state: State, words: Words): CaseView['breaches'] {
  return state.violations.map(({ code, step, clause, fields, at }) => ({
    text: words.say(`process.violation.${code.slice('process.'.length)}`, { step }),
    fields: (fields ?? []).map(
      (id) =>
        [...definition.form, ...definition.materials].find((one) => one.id === id)?.title ?? {
          'zh-CN': id,
        },
    ),
    clause: clause ?? null,
    at,
  }));
}

import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Lamp } from '#platform/ui/Lamp.tsx';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/case.ts';
import { CaseLamp } from '../case/CaseLamp.tsx';
import { OpinionMark } from '../case/CaseVotes.tsx';

type Branch = CaseView['branches'][number];

type BranchCardsProps = {
  readonly view: CaseView;
  /** The buttons (and the open form) of one branch. */
  readonly actionsOf: (branch: string) => ReactNode;
};

/** The posts the matter lies with now, side by side in a joint review, each with its buttons. */
export function BranchCards({ view, actionsOf }: BranchCardsProps) {
  const active = view.branches.filter(({ state }) => state === 'active');
  const steps = new Set(active.map(({ step }) => step));
  // Members of the same review that have already given their opinion stay beside the others.
  const beside = view.branches.filter(
    ({ state, step, id }) =>
      state === 'done' && active.length > 0 && steps.has(step) && isOfRound(id, active),
  );
  // What this person can do comes first, and has the room for its buttons.
  const isMine = ({ id }: Branch) =>
    view.actions.some(({ branch, allowed }) => allowed && branch === id);
  const shown = view.branches
    .filter((one) => active.includes(one) || beside.includes(one))
    .toSorted((one, other) => Number(isMine(other)) - Number(isMine(one)));
  if (shown.length === 0) return null;
  return (
    <ul className={shown.length > 1 ? 'branches branches-joint' : 'branches'}>
      {shown.map((branch) => (
        <li key={branch.id} className={isMine(branch) ? 'branch-mine' : undefined}>
          <BranchCard branch={branch} view={view} />
          {branch.state === 'active' && actionsOf(branch.id)}
        </li>
      ))}
    </ul>
  );
}

/** Branch ids end with the round they were opened in (`review.science#2`). */
const isOfRound = (id: string, active: CaseView['branches']): boolean =>
  active.some((one) => one.id.split('#')[1] === id.split('#')[1]);

function BranchCard({
  branch,
  view,
}: {
  readonly branch: CaseView['branches'][number];
  readonly view: CaseView;
}) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const clock = view.clocks.find((each) => each.branch === branch.id && each.lamp !== 'stopped');
  return (
    <div className="branch">
      <h3>{say(branch.title)}</h3>
      <p className="quiet">{say(branch.holder)}</p>
      {branch.delegate !== null && (
        <p className="quiet">{t('case.delegate', { post: say(branch.delegate) })}</p>
      )}
      {clock !== undefined && (
        <p>
          {clock.lamp === 'overdue' ? (
            <Lamp state="overdue" words={clock.leftText} />
          ) : (
            <>
              <CaseLamp lamp={clock.lamp} /> {clock.leftText}
            </>
          )}
        </p>
      )}
      {branch.state === 'done' && (
        <p>
          <span className="quiet">{t('desk.case.branch-done')}</span>{' '}
          <OpinionMark branch={branch} />
        </p>
      )}
    </div>
  );
}

import { useId } from 'react';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSay } from '#platform/ui/say.tsx';
import type { CaseView } from '../../model/case.ts';
import { actionName, type Refused } from './action-groups.ts';

type RefusedActionsProps = {
  readonly groups: readonly Refused[];
  readonly branches: CaseView['branches'];
};

/**
 * What may not be done now: disabled, with clause and reason, and what would make it possible. What
 * is another post's waits folded away: in a joint review that is most of it.
 */
export function RefusedActions({ groups, branches }: RefusedActionsProps) {
  const { t } = useTranslation('cases');
  const others = groups.filter(({ isOthers }) => isOthers);
  const own = groups.filter(({ isOthers }) => !isOthers);
  const count = others.reduce((sum, { actions }) => sum + actions.length, 0);
  return (
    <>
      {own.length > 0 && (
        <div className="refused">
          <h3>{t('desk.act.refused')}</h3>
          <RefusedList groups={own} branches={branches} />
        </div>
      )}
      {others.length > 0 && (
        <details className="refused">
          <summary>{t('desk.act.others', { count })}</summary>
          <RefusedList groups={others} branches={branches} />
        </details>
      )}
    </>
  );
}

function RefusedList({ groups, branches }: RefusedActionsProps) {
  return (
    <ul>
      {groups.map((group) => (
        <li key={`${group.text}${group.next}${group.clause}`}>
          <RefusedGroup group={group} branches={branches} />
        </li>
      ))}
    </ul>
  );
}

function RefusedGroup({
  group,
  branches,
}: {
  readonly group: Refused;
  readonly branches: CaseView['branches'];
}) {
  const { t } = useTranslation('cases');
  const say = useSay();
  const reasonId = useId();
  const several = branches.filter(({ state }) => state === 'active').length > 1;
  const branch = several ? branches.find(({ id }) => id === group.branch) : undefined;
  return (
    <>
      <div className="action-row">
        {branch !== undefined && <span className="refused-branch">{say(branch.title)}</span>}
        {group.actions.map((action) => (
          <Button
            key={actionName(action)}
            size="small"
            aria-disabled="true"
            aria-describedby={reasonId}
            className="refused-button"
          >
            {action.title}
          </Button>
        ))}
      </div>
      <p id={reasonId}>
        {group.clause !== null && `${t('case.clause', { clause: group.clause })} `}
        {group.text}
        {t('desk.act.sentence-end')}
        <span className="quiet">{group.next}</span>
      </p>
    </>
  );
}

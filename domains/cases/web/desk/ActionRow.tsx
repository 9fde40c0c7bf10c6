import { Button } from 'antd';
import type { Action } from '../../model/case.ts';
import { actionName, isAtOnce, mainOf } from './action-groups.ts';

type ActionRowProps = {
  readonly actions: readonly Action[];
  readonly open: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (action: Action) => void;
};

/** Allowed actions as buttons; the one the flow waits for stands out. */
export function ActionRow({ actions, open, isBusy, onChoose }: ActionRowProps) {
  if (actions.length === 0) return null;
  const main = mainOf(actions);
  return (
    <div className="action-row">
      {actions.map((action) => (
        <Button
          key={actionName(action)}
          type={action === main ? 'primary' : 'default'}
          aria-expanded={isAtOnce(action) ? undefined : actionName(action) === open}
          loading={isBusy && isAtOnce(action) && { delay: 200 }}
          onClick={() => onChoose(action)}
        >
          {action.title}
          {!isAtOnce(action) && ' …'}
        </Button>
      ))}
    </div>
  );
}

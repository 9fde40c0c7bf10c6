import { Button } from 'antd';
import type { Action } from '../../model/case.ts';
import { actionName } from './action-groups.ts';

type ActionRowProps = {
  readonly actions: readonly Action[];
  readonly open: string | undefined;
  readonly isBusy: boolean;
  readonly onChoose: (action: Action) => void;
};

/** Allowed actions as buttons; the one the flow waits for stands out. */
export function ActionRow({ actions, open, isBusy, onChoose }: ActionRowProps) {
  if (actions.length === 0) return null;
  return (
    <div className="action-row">
      {actions.map((action) => (
        <Button
          key={actionName(action)}
          type={action.primary && !action.adverse ? 'primary' : 'default'}
          aria-expanded={action.needs.length === 0 ? undefined : actionName(action) === open}
          loading={isBusy && action.needs.length === 0 && { delay: 200 }}
          onClick={() => onChoose(action)}
        >
          {action.title}
          {action.needs.length > 0 && ' …'}
        </Button>
      ))}
    </div>
  );
}

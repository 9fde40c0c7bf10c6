import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { LampState } from './lamp-state.ts';

/** Each state has a shape of its own, so that the lamp can be read without colour. */
const shapes: Record<LampState, string> = {
  normal: 'M8 2a6 6 0 1 1 0 12A6 6 0 0 1 8 2Z',
  soon: 'M8 1.5 15 14H1Z',
  overdue: 'M8 .8 15.2 8 8 15.2.8 8Z',
  paused: 'M3 2h3.5v12H3Zm6.5 0H13v12H9.5Z',
};

type LampProps = {
  readonly state: LampState;
  /** Says more than the word of the state and holds it, such as 已超期 2 个工作日. */
  readonly words?: ReactNode;
};

/** 正常、临期、超期、暂停 as colour, shape and word. */
export function Lamp({ state, words }: LampProps) {
  const { t } = useTranslation('ui');
  return (
    <span className={`lamp lamp-${state}`}>
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={shapes[state]} fill="currentColor" />
      </svg>
      {words ?? t(`lamp.${state}`)}
    </span>
  );
}

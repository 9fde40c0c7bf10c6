import { Lamp } from '#platform/ui/Lamp.tsx';
import { Told } from '#platform/ui/say.tsx';
import type { CaseCard } from '../../model/index.ts';
import { CaseLamp } from './CaseLamp.tsx';
import './case-time.css';

type CaseTimeProps = { readonly card: Pick<CaseCard, 'lamp' | 'leftText' | 'dueText'> };

/** How a matter stands in time, the same in every list and on its page: lamp, what is left, until when. */
export function CaseTime({ card: { lamp, leftText, dueText } }: CaseTimeProps) {
  const isSaid = (lamp === 'overdue' || lamp === 'paused') && leftText !== '';
  // While the clock stands still, what is left is the ground of the pause, and there is no due.
  const until = lamp === 'paused' || lamp === 'stopped' ? '' : dueText;
  return (
    <span className="case-time">
      {isSaid ? <Lamp state={lamp} words={<Told text={leftText} />} /> : <CaseLamp lamp={lamp} />}
      {!isSaid && leftText !== '' && (
        <strong className="case-left">
          <Told text={leftText} />
        </strong>
      )}
      {until !== '' && <span className="case-until">{until}</span>}
    </span>
  );
}

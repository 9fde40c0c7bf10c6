import { useEffect, useRef, useState } from 'react';
import type { Judgement } from './judge.ts';

/** The verifier with its signature suites weighs more than the page: it comes after it. */
const verifier = () => import('./judge.ts');

/** What judging came to: nothing asked yet, under way, judged, or no verifier to judge with. */
export type Judging =
  | { readonly state: 'none' | 'under-way' | 'no-verifier' }
  | { readonly state: 'judged'; readonly judgement: Judgement };

type Judge = {
  readonly judging: Judging;
  /** Judges both texts in this browser; a text changed meanwhile makes the answer void. */
  readonly judge: (receipt: string, policy: string) => Promise<void>;
  /** Takes a judgement back: what was judged is no longer what is shown. */
  readonly forget: () => void;
};

/** Judging of receipts; the verifier is fetched once the page is drawn, so that it needs no line later. */
export function useJudge(): Judge {
  const [judging, setJudging] = useState<Judging>({ state: 'none' });
  const asked = useRef(0);
  useEffect(() => {
    // A lost line is said when somebody asks for a judgement, not before.
    verifier().catch(() => undefined);
  }, []);
  const forget = () => {
    asked.current += 1;
    setJudging({ state: 'none' });
  };
  const judge = async (receipt: string, policy: string) => {
    forget();
    const mine = asked.current;
    setJudging({ state: 'under-way' });
    const loaded = await verifier().catch(() => undefined);
    if (asked.current !== mine) return;
    if (loaded === undefined) return setJudging({ state: 'no-verifier' });
    setJudging({ state: 'judged', judgement: loaded.judge(receipt, policy) });
  };
  return { judging, judge, forget };
}

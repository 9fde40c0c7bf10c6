import { useCallback, useEffect, useRef, useState } from 'react';
import { intentKey } from '#platform/ui/api.ts';
import { saveDraft } from '../reads.ts';
import { draftOf, type Filling } from './filling.ts';

/** How long typing rests before it is saved, in milliseconds. */
const restMs = 1_000;

/** How saving stands: nothing typed, not saved yet, saved at an instant, or not possible now. */
export type DraftState =
  | { readonly kind: 'untouched' | 'waiting' | 'failed' }
  | { readonly kind: 'saved'; readonly at: string };

export type DraftKeeper = {
  readonly state: DraftState;
  /** Tells of a change; it is saved once typing rests. */
  readonly keep: (filling: Filling) => void;
  /** Saves what waits at once; false when it cannot be saved. */
  readonly saveNow: () => Promise<boolean>;
  /** Saves nothing for now, and resolves when nothing is on its way: the form is being handed in. */
  readonly hold: () => Promise<void>;
  /** Forgets what waits: the form has been handed in. */
  readonly stop: () => void;
};

/** Keeps what is typed on the server, so that it is found again on any device. */
export function useDraft(at: { readonly park: string; readonly service: string }): DraftKeeper {
  const { park, service } = at;
  const [state, setState] = useState<DraftState>({ kind: 'untouched' });
  const waiting = useRef<Filling>(undefined);
  const onItsWay = useRef<Promise<unknown>>(undefined);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const saveNow = useCallback(async () => {
    clearTimeout(timer.current);
    const filling = waiting.current;
    if (filling === undefined) return true;
    const saving = saveDraft({ park, service }, draftOf(filling), intentKey());
    onItsWay.current = saving;
    try {
      const { savedAt } = await saving;
      const isLast = waiting.current === filling;
      if (isLast) waiting.current = undefined;
      if (isLast) setState({ kind: 'saved', at: savedAt });
      return isLast;
    } catch {
      // The page says so; the next change tries again.
      setState({ kind: 'failed' });
      return false;
    }
  }, [park, service]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const keep = (filling: Filling) => {
    waiting.current = filling;
    setState({ kind: 'waiting' });
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void saveNow(), restMs);
  };
  const hold = async () => {
    clearTimeout(timer.current);
    await Promise.allSettled([onItsWay.current]);
  };
  const stop = () => {
    clearTimeout(timer.current);
    waiting.current = undefined;
  };
  return { state, keep, saveNow, hold, stop };
}

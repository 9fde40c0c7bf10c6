import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { intentKey } from '#platform/ui/api.ts';
import { ApiError } from '#platform/ui/api-error.ts';
import type { NewServiceRecord } from '../../model/ledgers.ts';
import { sendRecord } from './acts.ts';
import { readKept, writeKept } from './use-kept.ts';

/** A record on its way: the same key each time it is tried, so that it is written once. */
export type Waiting = {
  readonly key: string;
  readonly body: NewServiceRecord;
  /** What the server refused it for; it waits then for the person, not for the line. */
  readonly refused: string | null;
};

/** How long to wait before records that found no server are tried again, in milliseconds. */
const retryMs = 10_000;

/** Most records kept unsent on this device. */
export const waitingMax = 200;

const isPassing = (error: unknown): boolean =>
  !(error instanceof ApiError) ||
  error.status === 0 ||
  error.status >= 500 ||
  error.status === 401 ||
  error.status === 429;

/** Tries one; null when it is written, else the record as it waits on. */
async function tryOne(park: string, one: Waiting): Promise<Waiting | null> {
  try {
    await sendRecord({ park, body: one.body, key: one.key });
    return null;
  } catch (error) {
    if (isPassing(error)) return one;
    const refused = error instanceof ApiError ? error.message || error.title : '';
    return { ...one, refused };
  }
}

/**
 * Records wait on this device until the server has them: saving never waits for the line, nothing
 * typed is lost, and each is written once.
 */
export function useOutbox(park: string) {
  const key = `guiju.records.${park}`;
  const query = useQueryClient();
  const [waiting, setWaiting] = useState<readonly Waiting[]>(() =>
    readKept<readonly Waiting[]>(localStorage, key, []),
  );
  const latest = useRef(waiting);
  const change = useCallback(
    (next: readonly Waiting[]) => {
      latest.current = next;
      writeKept(localStorage, key, next.length === 0 ? null : next);
      setWaiting(next);
    },
    [key],
  );
  const isSending = useRef(false);
  const send = useCallback(async () => {
    if (isSending.current) return;
    isSending.current = true;
    for (const one of latest.current.filter(({ refused }) => refused === null)) {
      const left = await tryOne(park, one);
      const others = latest.current.filter((each) => each.key !== one.key);
      change(
        left === null ? others : latest.current.map((each) => (each.key === one.key ? left : each)),
      );
    }
    isSending.current = false;
    await query.invalidateQueries({ queryKey: ['cases', park, 'records'] });
  }, [park, query, change]);
  useRetries(
    send,
    waiting.some(({ refused }) => refused === null),
  );
  return {
    waiting,
    add: (body: NewServiceRecord) => {
      change([...latest.current, { key: intentKey(), body, refused: null }].slice(-waitingMax));
      void send();
    },
    drop: (gone: string) => change(latest.current.filter((each) => each.key !== gone)),
    send: () => void send(),
  };
}

/** Tries again when the line comes back, and now and then while something waits. */
function useRetries(send: () => Promise<void>, isWaiting: boolean): void {
  useEffect(() => {
    if (!isWaiting) return undefined;
    const again = () => void send();
    const timer = setInterval(again, retryMs);
    window.addEventListener('online', again);
    return () => {
      clearInterval(timer);
      window.removeEventListener('online', again);
    };
  }, [send, isWaiting]);
}

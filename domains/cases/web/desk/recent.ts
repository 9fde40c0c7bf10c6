import { useState } from 'react';
import { readKept, writeKept } from './use-kept.ts';

/** How many names are remembered on this device. */
const recentMax = 8;

/** The names given lately, latest first; kept on this device only. */
export function useRecent(park: string, what: 'organisation' | 'service') {
  const key = `guiju.recent.${what}.${park}`;
  const [recent, setRecent] = useState(() => readKept<readonly string[]>(localStorage, key, []));
  const note = (name: string) => {
    if (name === '') return;
    const next = [name, ...recent.filter((each) => each !== name)].slice(0, recentMax);
    setRecent(next);
    writeKept(localStorage, key, next);
  };
  return { recent, note };
}

import { useState } from 'react';

/** Reads what was kept under a key; anything unreadable counts as nothing kept. */
export function readKept<Value>(store: Storage, key: string, otherwise: Value): Value {
  try {
    const text = store.getItem(key);
    // Only this page writes under this key, always a Value.
    return text === null ? otherwise : (JSON.parse(text) as Value);
  } catch {
    return otherwise;
  }
}

/** Keeps a value; null forgets it. Where storage is forbidden or full the value lives in the page. */
export function writeKept(store: Storage, key: string, value: unknown): void {
  try {
    if (value === null) store.removeItem(key);
    else store.setItem(key, JSON.stringify(value));
  } catch {
    // Said above: what is typed then lives as long as the page.
  }
}

/**
 * State that outlives a reload of the tab: what somebody has typed is never lost.
 *
 * @returns the value, a setter, and `forget` once it has been handed in
 */
export function useKept<Value>(
  key: string,
  empty: Value,
): { value: Value; set: (value: Value) => void; forget: () => void } {
  const [kept, setKept] = useState(() => readKept(sessionStorage, key, empty));
  return {
    value: kept,
    set: (value) => {
      setKept(value);
      writeKept(sessionStorage, key, value);
    },
    forget: () => {
      setKept(empty);
      writeKept(sessionStorage, key, null);
    },
  };
}

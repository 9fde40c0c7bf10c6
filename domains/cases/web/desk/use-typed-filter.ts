import { useState } from 'react';
import { useRested } from '#platform/ui/use-debounced.ts';

/** How long typing rests before the server is asked, in milliseconds. */
const typingRestMs = 250;

/** What is typed goes into the address once typing rests; the address is what is searched. */
export function useTypedFilter(
  q: string,
  apply: (q: string) => void,
): { typed: string; change: (text: string) => void; apply: () => void } {
  const [typed, setTyped] = useState(q);
  const [shown, setShown] = useState(q);
  if (q !== shown) {
    // The address changed, by us or by going back: the box follows unless it says the same already.
    setShown(q);
    if (q !== typed.trim()) setTyped(q);
  }
  const go = (text: string) => {
    if (text.trim() !== q) apply(text.trim());
  };
  const goLater = useRested(go, typingRestMs);
  return {
    typed,
    change: (text) => {
      setTyped(text);
      goLater(text);
    },
    apply: () => go(typed),
  };
}

import { useEffect, useRef } from 'react';

/**
 * A reference for a line of links that scrolls on a phone: the link of the open page is brought
 * into sight whenever `here` changes.
 */
export function useSightOfHere<Line extends HTMLElement>(here: string) {
  const line = useRef<Line>(null);
  useEffect(() => {
    const box = line.current;
    const current = box?.querySelector<HTMLElement>('[aria-current]');
    if (box === null || current === null || current === undefined) return;
    box.scrollLeft = current.offsetLeft - (box.clientWidth - current.offsetWidth) / 2;
  }, [here]);
  return line;
}

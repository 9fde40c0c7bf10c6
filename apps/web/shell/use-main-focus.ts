import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The page that is open and its content; outside the frames, for another door changes the frame. */
let open: { readonly pathname: string; readonly main: HTMLElement | null } | undefined;

/** The router's count of pages one has gone on from; a redirect does not count. */
const pagesOn = (): number => {
  // The router keeps its state there; before it starts there is none, or that of before a reload.
  const kept = history.state as { readonly __TSR_index?: number } | null;
  return kept?.__TSR_index ?? 0;
};
const cameInAt = pagesOn();

/**
 * A reference for the content of a frame: after going to another page the focus is on its heading,
 * which is read out. The page one came in by keeps the browser's own start, the top.
 */
export function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined || main.current === null) return undefined;
    // The frame of the page one leaves may hear of the new one first, and go only then.
    const isOpen = pathname === open?.pathname && main.current === open.main;
    // Whoever goes on before the first page has come to rest has gone to another page all the same.
    const isFirst = open === undefined && pagesOn() === cameInAt;
    open = { pathname, main: main.current };
    return isFirst || isOpen ? undefined : focusIn(main.current);
  }, [pathname]);
  return main;
}

/** Focuses the heading, as soon as the page has one. What it returns ends the waiting for it. */
function focusIn(main: HTMLElement): (() => void) | undefined {
  if (focusHeading(main)) return undefined;
  main.focus({ preventScroll: true });
  const waiting = new MutationObserver(() => focusHeading(main) && waiting.disconnect());
  waiting.observe(main, { childList: true, subtree: true });
  return () => waiting.disconnect();
}

/** True when nothing is left to do: what has the focus in the new page already keeps it. */
function focusHeading(main: HTMLElement): boolean {
  const { activeElement } = document;
  if (activeElement !== main && main.contains(activeElement)) return true;
  const heading = main.querySelector<HTMLElement>('h1');
  if (heading === null) return false;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
  return true;
}

import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The page that is open and its content; outside the frames, for another door changes the frame. */
let open: { readonly pathname: string; readonly main: HTMLElement | null } | undefined;

/**
 * A reference for the content of a frame: after going to another page the focus is on its heading,
 * which is read out. The page one came in by keeps the browser's own start, the top.
 */
export function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined) return;
    // The frame of the page one leaves may hear of the new one first, and go only then.
    const isOpen = pathname === open?.pathname && main.current === open.main;
    if (open !== undefined && !isOpen && main.current !== null) focusIn(main.current);
    open = { pathname, main: main.current };
  }, [pathname]);
  return main;
}

/** Focuses the heading; what has the focus in the new page already keeps it. */
function focusIn(main: HTMLElement): void {
  const { activeElement } = document;
  if (activeElement !== main && main.contains(activeElement)) return;
  const place = main.querySelector<HTMLElement>('h1') ?? main;
  place.tabIndex = -1;
  place.focus({ preventScroll: true });
}

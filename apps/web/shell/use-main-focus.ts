import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The page that is open and its content; kept outside the frames, for another door changes the frame. */
let open: { readonly pathname: string; readonly main: HTMLElement | null } | undefined;

/**
 * A reference for the content of a frame: after going to another page the focus starts there, as
 * after a full load. The page one came in by keeps the browser's own start, the top.
 */
export function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined) return;
    // The frame of the page one leaves may hear of the new one first, and go only then.
    const isOpen = pathname === open?.pathname && main.current === open.main;
    if (open !== undefined && !isOpen) main.current?.focus({ preventScroll: true });
    open = { pathname, main: main.current };
  }, [pathname]);
  return main;
}

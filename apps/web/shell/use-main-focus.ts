import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** The page that is open; kept outside the frames, for going to another door changes the frame. */
let open: string | undefined;

/**
 * A reference for the content of a frame: after going to another page the focus starts there, as
 * after a full load. The page one came in by keeps the browser's own start, the top.
 */
export function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  // Where one has arrived, not where one is going: by then the frame of the new page stands.
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined || pathname === open) return;
    if (open !== undefined) main.current?.focus({ preventScroll: true });
    open = pathname;
  }, [pathname]);
  return main;
}

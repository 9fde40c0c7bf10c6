import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';

/** How long a page may take to draw its heading before the focus goes to its content instead. */
const headingWaitMs = 3_000;

/** The page that is open; kept outside the frames, for going to another door changes the frame. */
let open: string | undefined;

/**
 * A reference for the content of a frame: after going to another page the focus goes to the page's
 * heading, which is thereby read out. Where the page has given the focus a place of its own (a link
 * of a list that stays, a note after filing) it stays there; the page one came in by keeps the
 * browser's own start, the top.
 */
export function useMainFocus() {
  const main = useRef<HTMLElement>(null);
  // Where one has arrived, not where one is going: by then the frame of the new page stands.
  const pathname = useRouterState({ select: (state) => state.resolvedLocation?.pathname });
  useEffect(() => {
    if (pathname === undefined || pathname === open) return;
    const isFirst = open === undefined;
    open = pathname;
    const content = main.current;
    if (isFirst || content === null || hasFocusInside(content)) return;
    return focusHeading(content);
  }, [pathname]);
  return main;
}

const hasFocusInside = (content: HTMLElement): boolean =>
  document.activeElement !== content && content.contains(document.activeElement);

/** Focuses the heading at once or when it is drawn; returns how to stop waiting. */
function focusHeading(content: HTMLElement): () => void {
  const focus = (): boolean => {
    const heading = content.querySelector<HTMLElement>('h1');
    if (heading === null) return false;
    heading.tabIndex = -1;
    heading.focus({ preventScroll: true });
    return true;
  };
  if (focus()) return () => undefined;
  const watch = new MutationObserver(() => {
    if (hasFocusInside(content) || focus()) stop();
  });
  const timer = setTimeout(() => {
    stop();
    content.focus({ preventScroll: true });
  }, headingWaitMs);
  const stop = () => {
    watch.disconnect();
    clearTimeout(timer);
  };
  watch.observe(content, { childList: true, subtree: true });
  return stop;
}

import { useSyncExternalStore } from 'react';

const darkQuery = '(prefers-color-scheme: dark)';

function subscribe(changed: () => void): () => void {
  const media = matchMedia(darkQuery);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

/** Whether the dark theme is on: what the page was told, else what the system asks for. */
function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? matchMedia(darkQuery).matches : chosen === 'dark';
}

/** Follows the theme of the system while the page is open. */
export const useDark = (): boolean => useSyncExternalStore(subscribe, isDark);

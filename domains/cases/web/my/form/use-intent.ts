import { useRef } from 'react';
import { intentKey } from '#platform/ui/api.ts';

/**
 * The key of an intent: the same as long as the same is asked, so that a second press and a retry
 * are the same act; another one as soon as something else is asked.
 */
export function useIntent(): (body: unknown) => string {
  const last = useRef({ body: '', key: '' });
  return (body) => {
    const text = JSON.stringify(body);
    if (last.current.body !== text) last.current = { body: text, key: intentKey() };
    return last.current.key;
  };
}

import { useEffect } from 'react';

const steps: Readonly<Record<string, 1 | -1>> = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input, textarea, select, [role=dialog]') !== null;

/** The line after (or before) the one with the focus; the first when none has it. */
function stepTo(step: 1 | -1): void {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-queue-row]')];
  const at = rows.findIndex((row) => row === document.activeElement);
  const next = at === -1 ? rows[0] : rows[Math.min(rows.length - 1, Math.max(0, at + step))];
  next?.focus();
}

function onKey(event: KeyboardEvent): void {
  const { key, target } = event;
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey) return;
  const search = document.querySelector<HTMLElement>('[data-queue-search]');
  if (target === search && (key === 'ArrowDown' || key === 'Escape')) {
    event.preventDefault();
    search?.blur();
    if (key === 'ArrowDown') stepTo(1);
    return;
  }
  if (isTyping(target)) return;
  const step = steps[key];
  if (key !== '/' && step === undefined) return;
  event.preventDefault();
  if (step === undefined) search?.focus();
  else stepTo(step);
}

/** j/k and the arrows go through the lines, Enter opens (they are links), “/” goes to the search. */
export function useQueueKeys(): void {
  useEffect(() => {
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
}

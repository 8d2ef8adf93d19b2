/** Keys that act on the page. They rest while one types, and while a dialog is open. */
import { useEffect, useEffectEvent } from 'react';

/** By `event.key`, in lower case for letters. */
export type Shortcuts = Readonly<Record<string, ((event: KeyboardEvent) => void) | undefined>>;

export function useShortcuts(shortcuts: Shortcuts): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target) || isDialogOpen()) return;
    const action = shortcuts[event.key.length === 1 ? event.key.toLowerCase() : event.key];
    if (!action || (event.key === 'Enter' && isControl(event.target))) return;
    event.preventDefault();
    action(event);
  });
  useEffect(() => {
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}

/** A box that is ticked takes no text. */
const typedInto =
  'input:not([type="checkbox"]), textarea, select, [contenteditable="true"], [role="listbox"]';

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.closest(typedInto) !== null;
}

/** Enter on a button or a link is that button's. */
const isControl = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('button, a, [role="menuitem"]') !== null;

const isDialogOpen = (): boolean => document.querySelector('[role="dialog"]') !== null;

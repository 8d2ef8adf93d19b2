/** Keeps what one reads in its place while rows arrive above it, and tells how many did. */
import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

const noKeys: readonly number[] = [];

interface AnchoredScroll {
  readonly newAbove: number;
  readonly toTop: () => void;
}

/** `keys` are the rows in order. A change of order or filter (`orderName`) starts from the top instead. */
export function useAnchoredScroll(
  element: RefObject<HTMLElement | null>,
  keys: readonly number[],
  rowHeight: number,
  orderName: string,
): AnchoredScroll {
  const before = useRef({ keys: noKeys, orderName });
  const [newAbove, setNewAbove] = useState(0);

  useLayoutEffect(() => {
    const { keys: oldKeys, orderName: oldName } = before.current;
    before.current = { keys, orderName };
    const list = element.current;
    if (!list) return;
    // Before the rows of the new order are there: they may come with a later answer.
    if (oldName !== orderName) list.scrollTop = 0;
    if (oldKeys === keys) return;
    const firstSeen = oldKeys[Math.floor(list.scrollTop / rowHeight)];
    const shift = firstSeen === undefined ? 0 : keys.indexOf(firstSeen) - oldKeys.indexOf(firstSeen);
    if (list.scrollTop < 1 || shift <= 0 || oldName !== orderName) return;
    list.scrollTop += shift * rowHeight;
    setNewAbove((count) => count + shift);
  }, [element, keys, rowHeight, orderName]);

  useLayoutEffect(() => {
    const list = element.current;
    const forget = (): void => {
      if (list && list.scrollTop < rowHeight) setNewAbove(0);
    };
    list?.addEventListener('scroll', forget, { passive: true });
    return () => list?.removeEventListener('scroll', forget);
  }, [element, rowHeight]);

  const toTop = (): void => {
    if (element.current) element.current.scrollTop = 0;
    setNewAbove(0);
  };
  return { newAbove, toTop };
}

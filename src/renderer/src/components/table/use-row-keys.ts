/** The keys that move over the rows of a table, open one, and tick. */
import { useShortcuts } from '../../routing/shortcuts.ts';
import type { RowTicks } from './row-ticks.tsx';

interface RowKeys<Row> {
  /** In order; below zero where a row was not read yet. */
  readonly keys: readonly number[];
  readonly activeKey: number | null;
  readonly ticks: RowTicks<Row> | undefined;
  readonly onActive: (key: number) => void;
  readonly scrollTo: (index: number) => void;
  readonly openAt: (index: number) => void;
}

export function useRowKeys<Row>(rows: RowKeys<Row>): void {
  const { keys, activeKey, ticks, onActive, scrollTo, openAt } = rows;
  const activeIndex = activeKey === null ? -1 : keys.indexOf(activeKey);
  const moveBy = (step: number, isTicking: boolean): void => {
    const index = Math.min(keys.length - 1, Math.max(0, activeIndex + step));
    const key = keys[index];
    if (key === undefined || key < 0) return;
    if (isTicking && activeIndex !== -1) tickOn(ticks, activeKey, key);
    onActive(key);
    scrollTo(index);
  };
  useShortcuts({
    j: ({ shiftKey }) => moveBy(1, shiftKey),
    ArrowDown: ({ shiftKey }) => moveBy(1, shiftKey),
    k: ({ shiftKey }) => moveBy(-1, shiftKey),
    ArrowUp: ({ shiftKey }) => moveBy(-1, shiftKey),
    Enter: () => openAt(activeIndex),
    ...(ticks && activeKey !== null ? { x: () => ticks.onTick(activeKey) } : {}),
  });
}

/** A range begins at the row one stands on. */
function tickOn<Row>(ticks: RowTicks<Row> | undefined, from: number | null, key: number): void {
  if (from !== null && ticks?.ticked.has(from) === false) ticks.onTick(from);
  ticks?.onExtend(key);
}

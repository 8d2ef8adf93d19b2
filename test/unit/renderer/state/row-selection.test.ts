import { describe, expect, it } from 'vitest';
import { idsBetween } from '../../../../src/renderer/src/state/row-selection.ts';
import { createSelectionStore } from '../../../../src/renderer/src/state/selection-store.ts';

describe('ticked rows', () => {
  const order = [9, 8, 7, 6, 5];
  const ticked = (act: (store: ReturnType<typeof createSelectionStore>) => void): readonly number[] => {
    const store = createSelectionStore();
    act(store);
    return [...store.state.getState().ids];
  };

  it('a click ticks, a second one unticks', () => {
    expect(ticked(({ toggle }) => [7, 5, 7].forEach(toggle))).toEqual([5]);
  });

  it('a range goes from the row that was ticked last, in either direction, and on from its end', () => {
    const range = ticked(({ toggle, extendTo }) => {
      toggle(7);
      extendTo(5, order);
      extendTo(6, order);
      toggle(9);
      extendTo(8, order);
    });
    expect(range).toEqual([7, 6, 5, 9, 8]);
  });

  it('a range from a row that the list no longer finds is the last row alone', () => {
    expect(idsBetween([3, 2], 9, 2)).toEqual([2]);
    expect(idsBetween(order, null, 6)).toEqual([6]);
  });

  it('what is gone is no longer ticked, and no range begins there', () => {
    const left = ticked(({ add, toggle, drop, extendTo }) => {
      add([9, 8]);
      toggle(7);
      drop([7, 8, 99]);
      extendTo(5, order);
    });
    expect(left).toEqual([9, 5]);
  });
});

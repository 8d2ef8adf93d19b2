/** The boxes before the rows: a click ticks one, with Shift all from the one that was ticked last. */
import type { MouseEvent } from 'react';

export interface RowTicks<Row> {
  readonly ticked: ReadonlySet<number>;
  /** As a screen reader says it: "#12 hpm-2C". */
  readonly nameOf: (row: Row) => string;
  readonly onTick: (key: number) => void;
  /** All between the row that was ticked last and this one. */
  readonly onExtend: (key: number) => void;
  /** All that the list finds, or none where anything is ticked. */
  readonly onAll: () => void;
}

/** Before the tracks of the columns. */
export const tickTrack = '16px';

interface HeadTickProps {
  readonly tickedCount: number;
  readonly rowCount: number;
  readonly onAll: () => void;
}

export function HeadTick({ tickedCount, rowCount, onAll }: HeadTickProps) {
  const isAll = tickedCount > 0 && tickedCount >= rowCount;
  return (
    <div role="columnheader" className="cell cell-tick">
      <input
        type="checkbox"
        className="tick"
        aria-label={tickedCount > 0 ? 'Select none' : 'Select all'}
        title={tickedCount > 0 ? 'Select none (Esc)' : 'Select all that the list finds'}
        checked={isAll}
        ref={(box) => {
          if (box) box.indeterminate = tickedCount > 0 && !isAll;
        }}
        onChange={onAll}
      />
    </div>
  );
}

interface RowTickProps<Row> {
  readonly row: Row;
  readonly id: number;
  readonly ticks: RowTicks<Row>;
}

export function RowTick<Row>({ row, id, ticks }: RowTickProps<Row>) {
  const tick = ({ shiftKey }: MouseEvent): void => (shiftKey ? ticks.onExtend(id) : ticks.onTick(id));
  return (
    <div role="gridcell" className="cell cell-tick">
      <input
        type="checkbox"
        className="tick"
        aria-label={`Select ${ticks.nameOf(row)}`}
        title="Select (X); with Shift all up to here"
        checked={ticks.ticked.has(id)}
        onClick={tick}
        // The click, which knows of the Shift key, does it.
        onChange={() => undefined}
      />
    </div>
  );
}

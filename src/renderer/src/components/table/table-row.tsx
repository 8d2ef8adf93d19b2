/** One row; a click opens it unless it meant one of the row's own controls. */
import type { ReactNode } from 'react';
import type { Column } from './column.ts';

interface TableRowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  /** Pixels from the top of the list. */
  readonly start: number;
  readonly index: number;
  readonly isActive: boolean;
  readonly onActive: () => void;
  readonly onOpen?: (row: Row) => void;
  /** Before the columns. */
  readonly before: ReactNode;
}

export function TableRow<Row>(props: TableRowProps<Row>) {
  const { row, columns, tracks, start, index, isActive, onActive, onOpen, before } = props;
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={isActive}
      className={onOpen ? 'table-row table-open' : 'table-row'}
      style={{ gridTemplateColumns: tracks, transform: `translateY(${start}px)` }}
      onClick={(event) => {
        onActive();
        if (!isOwnControl(event.target)) onOpen?.(row);
      }}
    >
      {before}
      {columns.map((column) => (
        <div key={column.key} role="gridcell" className={column.align ? 'cell cell-end' : 'cell'}>
          {column.draw(row)}
        </div>
      ))}
    </div>
  );
}

const isOwnControl = (target: EventTarget): boolean =>
  target instanceof Element && target.closest('button, a, input, [role="note"]') !== null;

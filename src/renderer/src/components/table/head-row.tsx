/** The headings; those that sort are buttons. */
import { Icon } from '../icon.tsx';
import { type Column, nextSorting, type Sorting } from './column.ts';
import { HeadTick, type RowTicks } from './row-ticks.tsx';

interface HeadRowProps<Row> {
  readonly columns: readonly Column<Row>[];
  readonly tracks: string;
  readonly sorting: Sorting | null;
  readonly onSorting: (sorting: Sorting | null) => void;
  readonly ticks: RowTicks<Row> | undefined;
  readonly rowCount: number;
}

export function HeadRow<Row>(props: HeadRowProps<Row>) {
  const { columns, tracks, sorting, onSorting, ticks, rowCount } = props;
  return (
    <div role="rowgroup" className="table-head">
      <div className="table-row" role="row" aria-rowindex={1} style={{ gridTemplateColumns: tracks }}>
        {ticks ? <HeadTick tickedCount={ticks.ticked.size} rowCount={rowCount} onAll={ticks.onAll} /> : null}
        {columns.map((column) => (
          <HeadCell key={column.key} {...{ column, sorting, onSorting }} />
        ))}
      </div>
    </div>
  );
}

interface HeadCellProps<Row> extends Pick<HeadRowProps<Row>, 'sorting' | 'onSorting'> {
  readonly column: Column<Row>;
}

function HeadCell<Row>({ column, sorting, onSorting }: HeadCellProps<Row>) {
  const direction = sorting?.key === column.key ? sorting.direction : null;
  const isSorting = column.order !== undefined || column.sortKey !== undefined;
  const title = isSorting ? (
    <button
      className="plain-button sort clip"
      // A click does not take the keyboard from the rows.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => onSorting(nextSorting(sorting, column.key))}
    >
      {column.title}
      {direction === null ? null : <Icon name={direction === 'ascending' ? 'up' : 'down'} size={11} />}
    </button>
  ) : (
    column.title || <span className="unseen">Actions</span>
  );
  return (
    <div
      role="columnheader"
      aria-sort={direction ?? 'none'}
      className={column.align ? 'cell cell-end' : 'cell'}
    >
      {title}
    </div>
  );
}

/**
 * Rows of 36 px, only those on the screen in the page. J and K or the arrows move, Enter opens, X ticks and Shift with an
 * arrow ticks on; the heading sorts. What is read stays in its place when rows arrive above.
 */
import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Column, Sorting } from './column.ts';
import { HeadRow } from './head-row.tsx';
import { RowTick, type RowTicks, tickTrack } from './row-ticks.tsx';
import { TableRow } from './table-row.tsx';
import { useAnchoredScroll } from './use-anchored-scroll.ts';
import { useRowKeys } from './use-row-keys.ts';

const rowHeight = 36;
const headHeight = 32;

interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  /** null: not read yet; there is a row, and what is in it comes. */
  readonly rows: readonly (Row | null)[];
  readonly keyOf: (row: Row) => number;
  readonly sorting: Sorting | null;
  readonly onSorting: (sorting: Sorting | null) => void;
  /** Changes with the filter, so that another list starts from its top. */
  readonly listName: string;
  readonly activeKey: number | null;
  readonly onActive: (key: number) => void;
  /** A row that something outside the table points at: it is brought onto the screen. */
  readonly reveal?: { readonly key: number } | null;
  readonly onOpen?: (row: Row) => void;
  /** Told the first and the last row on the screen. */
  readonly onShown?: (first: number, last: number) => void;
  readonly empty: ReactNode;
  /** Where several rows can be ticked. */
  readonly ticks?: RowTicks<Row>;
}

export function DataTable<Row>(props: DataTableProps<Row>) {
  const { label, columns, rows, keyOf, sorting, onSorting, listName, activeKey, onActive, onOpen, onShown } =
    props;
  const scroller = useRef<HTMLDivElement>(null);
  const keys = useMemo(() => rows.map((row, index) => (row ? keyOf(row) : -1 - index)), [rows, keyOf]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    // The rows begin below the heading, of which the virtualizer knows nothing.
    scrollPaddingEnd: headHeight,
  });
  const shown = virtual.getVirtualItems();
  const { newAbove, toTop } = useAnchoredScroll(
    scroller,
    keys,
    rowHeight,
    `${listName} ${JSON.stringify(sorting)}`,
  );
  const first = shown[0]?.index ?? 0;
  const last = shown.at(-1)?.index ?? -1;
  useEffect(() => onShown?.(first, last), [onShown, rows, first, last]);

  const activeIndex = activeKey === null ? -1 : keys.indexOf(activeKey);
  const { reveal } = props;
  useEffect(() => {
    const index = reveal ? keys.indexOf(reveal.key) : -1;
    if (index !== -1) virtual.scrollToIndex(index, { align: 'center' });
  }, [virtual, keys, reveal]);
  // Where a panel opens below and the table shrinks, the row one looks at stays in sight; a row chosen by hand is.
  const height = virtual.scrollRect?.height ?? 0;
  useEffect(() => {
    if (activeIndex !== -1 && height > 0) virtual.scrollToIndex(activeIndex, { align: 'auto' });
  }, [virtual, height]);
  const { ticks } = props;
  useRowKeys({
    ...{ keys, activeKey, ticks, onActive },
    scrollTo: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    openAt: (index) => rows.slice(index, index + 1).forEach((row) => row && onOpen?.(row)),
  });
  const tracks = [...(ticks ? [tickTrack] : []), ...columns.map(({ track }) => track)].join(' ');
  return (
    <div
      className="table"
      ref={scroller}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      tabIndex={0}
    >
      <HeadRow {...{ columns, tracks, sorting, onSorting, ticks }} rowCount={rows.length} />
      <NewAbove count={newAbove} onClick={toTop} />
      {rows.length === 0 ? <EmptyRow>{props.empty}</EmptyRow> : null}
      <div role="rowgroup" className="table-body" style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ index, start }) => (
          <RowAt
            key={keys[index]}
            row={rows[index]}
            {...{ columns, tracks, start, index }}
            isActive={index === activeIndex}
            onActive={onActive}
            {...{ keyOf, onOpen, ticks }}
          />
        ))}
      </div>
    </div>
  );
}

interface RowAtProps<Row> extends Pick<DataTableProps<Row>, 'columns' | 'keyOf' | 'onActive'> {
  readonly row: Row | null | undefined;
  readonly tracks: string;
  readonly start: number;
  readonly index: number;
  readonly isActive: boolean;
  readonly onOpen: ((row: Row) => void) | undefined;
  readonly ticks: RowTicks<Row> | undefined;
}

function RowAt<Row>({ row, keyOf, onActive, onOpen, ticks, ...position }: RowAtProps<Row>) {
  if (row === undefined) return null;
  if (row === null) return <UnreadRow start={position.start} index={position.index} />;
  return (
    <TableRow
      {...{ row, ...position }}
      onActive={() => onActive(keyOf(row))}
      {...(onOpen ? { onOpen } : {})}
      before={ticks ? <RowTick id={keyOf(row)} {...{ row, ticks }} /> : null}
    />
  );
}

function UnreadRow({ start, index }: { readonly start: number; readonly index: number }) {
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-busy
      className="table-row"
      style={{ transform: `translateY(${start}px)` }}
    >
      <div role="gridcell" className="cell dim">
        …
      </div>
    </div>
  );
}

function NewAbove({ count, onClick }: { readonly count: number; readonly onClick: () => void }) {
  if (count === 0) return null;
  return (
    <button className="plain-button above" onClick={onClick}>
      {count} new above
    </button>
  );
}

function EmptyRow({ children }: { readonly children: ReactNode }) {
  return (
    <div role="rowgroup">
      <div role="row">
        <div role="gridcell">{children}</div>
      </div>
    </div>
  );
}

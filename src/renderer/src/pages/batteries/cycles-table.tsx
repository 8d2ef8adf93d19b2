/** The cycles of a cell: capacity, SoH, RUL and the features. */
import { useMemo, useState } from 'react';
import type { Battery, BatteryCycle } from '../../../../shared/contract/battery.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { EmptyPanel, LoadingRows } from '../../components/states.tsx';
import { type Column, type Sorting, sortRows, tableAsTsv } from '../../components/table/column.ts';
import { DataTable } from '../../components/table/data-table.tsx';
import { ampereHours, count, dash, share } from '../../words/number.ts';
import { fadeKey } from '../../state/fade-store.ts';
import { useFades } from '../../state/page-stores.ts';

const keyOf = ({ id }: BatteryCycle): number => id;

interface CyclesTableProps {
  readonly battery: Battery;
  /** The row one looks at, by the cycle's id; null: none yet. */
  readonly activeId: number | null;
  /** The table is scrolled to this one. */
  readonly reveal: { readonly key: number } | null;
  readonly onActive: (id: number) => void;
}

export function CyclesTable({ battery, activeId, reveal, onActive }: CyclesTableProps) {
  const fade = useFades(({ fades }) => fades.get(fadeKey(battery)));
  const columns = useMemo(() => cycleColumns(battery.features), [battery.features]);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  const rows = useMemo(
    () => (fade?.phase === 'ready' ? sortRows(fade.cycles, columns, sorting) : []),
    [fade, columns, sorting],
  );
  if (fade?.phase !== 'ready')
    return (
      <div className="battery-cycles">
        <LoadingRows what="cycles" />
      </div>
    );
  return (
    <section className="battery-cycles" aria-label="Cycles">
      <div className="log-tools">
        <h2>Cycles</h2>
        <div className="grow" />
        <CopyButton label="Copy" what="Table" text={() => tableAsTsv(rows, columns)} />
      </div>
      <DataTable
        label="Cycles"
        {...{ columns, rows, keyOf, sorting }}
        activeKey={activeId}
        reveal={reveal}
        listName={battery.name}
        onSorting={setSorting}
        onActive={onActive}
        empty={<EmptyPanel title="No cycles" />}
      />
    </section>
  );
}

function cycleColumns(features: readonly string[]): readonly Column<BatteryCycle>[] {
  return [
    numberColumn(
      'cycle',
      '64px',
      ({ cycle_index: cycle }) => cycle,
      (value) => count(value),
    ),
    numberColumn('capacity', '84px', ({ capacity }) => capacity, ampereHours),
    numberColumn('SoH', '68px', ({ soh }) => soh, share),
    numberColumn(
      'RUL',
      '68px',
      ({ rul }) => rul,
      (value) => count(value),
    ),
    ...features.map((name) =>
      numberColumn(
        name,
        // As wide as its name, so that no heading is cut.
        `minmax(${Math.max(88, 24 + 7 * name.length)}px, 1fr)`,
        ({ features: values }) => values[name] ?? null,
        (value) => String(Number(value.toPrecision(4))),
      ),
    ),
  ];
}

function numberColumn(
  title: string,
  track: string,
  valueOf: (cycle: BatteryCycle) => number | null,
  format: (value: number) => string,
): Column<BatteryCycle> {
  const shown = (cycle: BatteryCycle): string => {
    const value = valueOf(cycle);
    return value === null ? dash : format(value);
  };
  return {
    key: title,
    title,
    track,
    align: 'end',
    draw: shown,
    text: (cycle) => String(valueOf(cycle) ?? ''),
    order: valueOf,
  };
}

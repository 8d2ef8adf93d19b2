/** The fade of cells that are not stored yet. */
import { useMemo, useState } from 'react';
import type { PreviewedCell } from '../../../../shared/contract/import-preview.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import { colorAt, type Series, type Window } from '../../charts/series.ts';
import { plural } from '../../words/number.ts';

const y = { label: 'SoH (%)', scale: 'linear' } as const;
const mostDrawn = 20;

export function PreviewedFade({ cells }: { readonly cells: readonly PreviewedCell[] }) {
  const [window, setWindow] = useState<Window | null>(null);
  const [cursorX, setCursorX] = useState<number | null>(null);
  const series = useMemo(() => cells.slice(0, mostDrawn).map(seriesOf), [cells]);
  const marks = useMemo(() => {
    const [first] = cells;
    return first ? [{ axis: 'y' as const, at: 100 * first.end_of_life, label: 'end of life' }] : [];
  }, [cells]);
  return (
    <div className="review-fade">
      <LineChart
        series={series}
        xLabel="cycle"
        {...{ y, marks, window, cursorX }}
        onWindow={setWindow}
        onCursor={setCursorX}
        description={`Fade of ${plural(series.length, 'cell')} as the columns are chosen`}
      />
    </div>
  );
}

const seriesOf = (cell: PreviewedCell, index: number): Series => ({
  key: cell.label ?? String(index),
  label: cell.name,
  color: colorAt(index),
  x: cell.cycle_index,
  y: cell.capacity.map((capacity) => (capacity === null ? null : (100 * capacity) / cell.nominal_capacity)),
});

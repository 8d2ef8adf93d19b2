/** One target over the cycles with its readout and export. */
import { useMemo, useState } from 'react';
import { nearestIndex } from '../../charts/decimate.ts';
import type { ChartPicture } from '../../charts/lay-out-chart.ts';
import { LineChart, type LineChartProps } from '../../charts/line-chart.tsx';
import type { Series } from '../../charts/series.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Readout } from '../../components/readout.tsx';
import { dash } from '../../words/number.ts';

interface CurveOfTargetProps extends Pick<LineChartProps, 'window' | 'onWindow' | 'cursorX' | 'onCursor'> {
  readonly picture: ChartPicture;
  /** Of the cell. */
  readonly name: string;
}

export function CurveOfTarget({ picture, name, ...shared }: CurveOfTargetProps) {
  const { series, y, marks = [] } = picture;
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set());
  const visible = useMemo(() => series.filter(({ key }) => !hidden.has(key)), [series, hidden]);
  const toggle = (key: string): void => {
    const after = new Set(hidden);
    if (!after.delete(key)) after.add(key);
    setHidden(after);
  };
  const { cursorX } = shared;
  return (
    <div className="target-curve">
      <div className="row">
        <h2 className="clip">{y.label}</h2>
        <div className="grow">
          <Readout
            where={cursorX === null ? 'last cycle' : `cycle ${Math.round(cursorX)}`}
            values={series.map((one) => ({ ...one, value: valueAt(one, cursorX) }))}
            hidden={hidden}
            onToggle={toggle}
          />
        </div>
        <ExportMenu label={`Export the ${y.label}`} picture={() => picture} />
      </div>
      <LineChart
        series={visible}
        xLabel="cycle"
        y={y}
        marks={marks}
        {...shared}
        description={`${y.label} of ${name} over ${series[0]?.x.length ?? 0} cycles: ${series.map(({ label }) => label).join(' and ')}`}
      />
    </div>
  );
}

/** "93.4 (91.2 to 95.6)" */
function valueAt({ x, y, band }: Series, cursorX: number | null): string {
  const index = nearestIndex(x, cursorX ?? x.at(-1) ?? 0) ?? -1;
  const at = (values: Series['y']): string | null => values[index]?.toFixed(1) ?? null;
  const value = at(y) ?? dash;
  const low = band ? at(band.low) : null;
  return band === undefined || low === null ? value : `${value} (${low} to ${at(band.high) ?? dash})`;
}

/** Voltage, current and temperature over the time in one cycle; nothing where the file brought no curves. */
import { ActionIcon, SegmentedControl } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import { type CycleQuantity, cycleSeries, measuredQuantities } from '../../charts/cycle-series.ts';
import { nearestIndex } from '../../charts/decimate.ts';
import type { ChartPicture } from '../../charts/lay-out-chart.ts';
import { LineChart } from '../../charts/line-chart.tsx';
import type { Window } from '../../charts/series.ts';
import { ExportMenu } from '../../components/export-menu.tsx';
import { Icon } from '../../components/icon.tsx';
import { dash } from '../../words/number.ts';
import type { CycleCurves } from '../../state/cycle-curves-store.ts';
import { stores, useCycleCurves } from '../../state/page-stores.ts';

interface CycleCurvesPanelProps {
  readonly battery: Battery;
  readonly cycle: number | null;
  readonly onClose: () => void;
}

export function CycleCurvesPanel({ battery, cycle, onClose }: CycleCurvesPanelProps) {
  const { curves, error } = useCycleCurves();
  useEffect(() => {
    if (cycle === null) stores().cycleCurves.forget();
    else void stores().cycleCurves.show(battery.id, cycle);
  }, [battery.id, cycle]);
  useEffect(() => stores().cycleCurves.forget, []);
  if (error) {
    return (
      <p className="cycle-curves bad" role="alert">
        The curves of cycle {cycle} could not be read: {error.message}
      </p>
    );
  }
  if (curves === null || measuredQuantities(curves).length === 0) return null;
  return <DrawnCurves battery={battery} curves={curves} onClose={onClose} />;
}

interface DrawnCurvesProps {
  readonly battery: Battery;
  readonly curves: CycleCurves;
  readonly onClose: () => void;
}

function DrawnCurves({ battery, curves, onClose }: DrawnCurvesProps) {
  const quantities = useMemo(() => measuredQuantities(curves), [curves]);
  const [key, setKey] = useState<string>('voltage');
  const [cursorX, setCursorX] = useState<number | null>(null);
  const quantity = quantities.find((one) => one.key === key) ?? quantities[0];
  if (!quantity) return null;
  const name = `cycle ${curves.cycle_index} of ${battery.name}`;
  return (
    <section className="cycle-curves" aria-label="Curves of a cycle">
      <div className="row">
        <h2>Cycle {curves.cycle_index}</h2>
        <SegmentedControl
          aria-label="Quantity"
          value={quantity.key}
          onChange={setKey}
          data={quantities.map((one) => ({ value: one.key, label: one.label }))}
        />
        <CurveValues {...{ quantities, curves, cursorX }} />
        <div className="grow" />
        <ExportMenu
          label="Export the curves of the cycle"
          picture={() => pictureOf(battery, curves, quantity)}
        />
        <ActionIcon aria-label="Close the curves" title="Close" onClick={onClose}>
          <Icon name="close" />
        </ActionIcon>
      </div>
      <DrawnQuantity {...{ curves, quantity, name, cursorX }} onCursor={setCursorX} />
    </section>
  );
}

interface DrawnQuantityProps {
  readonly curves: CycleCurves;
  readonly quantity: CycleQuantity;
  readonly name: string;
  readonly cursorX: number | null;
  readonly onCursor: (x: number | null) => void;
}

function DrawnQuantity({ curves, quantity, name, cursorX, onCursor }: DrawnQuantityProps) {
  const [window, setWindow] = useState<Window | null>(null);
  const series = useMemo(() => [cycleSeries(curves, quantity)], [curves, quantity]);
  const y = useMemo(() => axisOf(quantity), [quantity]);
  return (
    <LineChart
      series={series}
      xLabel="time in the cycle (s)"
      y={y}
      marks={noMarks}
      {...{ window, cursorX, onCursor }}
      onWindow={setWindow}
      description={`${quantity.label} over the time of ${name}, ${curves.time.length} samples`}
    />
  );
}

const noMarks = [] as const;
const axisOf = ({ label, unit }: CycleQuantity) =>
  ({ label: `${label} (${unit})`, scale: 'linear' }) as const;

interface CurveValuesProps {
  readonly quantities: readonly CycleQuantity[];
  readonly curves: CycleCurves;
  readonly cursorX: number | null;
}

/** All quantities at the moment under the cursor. */
function CurveValues({ quantities, curves, cursorX }: CurveValuesProps) {
  const index = cursorX === null ? null : nearestIndex(curves.time, cursorX);
  if (index === null) return <span className="dim clip">{curves.time.length} samples</span>;
  const values = quantities.map(({ key, unit }) => `${curves[key][index]?.toPrecision(4) ?? dash} ${unit}`);
  return (
    <span className="clip">
      <span className="dim">{Math.round(curves.time[index] ?? 0)} s</span> {values.join(' · ')}
    </span>
  );
}

function pictureOf(battery: Battery, curves: CycleCurves, quantity: CycleQuantity): ChartPicture {
  return {
    title: `${quantity.label} · cycle ${curves.cycle_index} of ${battery.name}`,
    source: `Cellwright, battery ${battery.id} (${battery.filename})`,
    xLabel: 'time in the cycle (s)',
    y: axisOf(quantity),
    series: [cycleSeries(curves, quantity)],
  };
}

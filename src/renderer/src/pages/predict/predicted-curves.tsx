/** SoH and RUL over the cycles with the band of 90 %, beside what was measured. */
import { oneFileInWords } from '../../../../shared/contract/formats.ts';
import { useMemo, useState } from 'react';
import type { Battery } from '../../../../shared/contract/battery.ts';
import type { Model } from '../../../../shared/contract/model.ts';
import type { EvaluatedCell } from '../../../../shared/contract/prediction.ts';
import type { ChartPicture } from '../../charts/lay-out-chart.ts';
import { predictionSeries } from '../../charts/prediction-series.ts';
import type { Axis, Mark, Window } from '../../charts/series.ts';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import type { Target } from '../../words/comparison.ts';
import { untilSoh } from '../../words/labels.ts';
import { leakageOfModel, titleWithLeakage } from '../../words/leakage.ts';
import { CurveOfTarget } from './curve-of-target.tsx';
import type { Chosen } from './chosen.ts';
import { stores, useAnswerTo } from '../../state/page-stores.ts';

export function PredictedCurves({ chosen: { model, battery } }: { readonly chosen: Chosen }) {
  return (
    <section className="predict-curves" aria-label="Curves">
      {battery ? (
        <CurvesOfAnswer model={model} battery={battery} />
      ) : (
        <EmptyPanel title="Choose a cell, or drop a file here">
          <span>A file is imported as a cell first: {oneFileInWords()}.</span>
        </EmptyPanel>
      )}
    </section>
  );
}

interface ChosenPair {
  readonly model: Model;
  readonly battery: Battery;
}

function CurvesOfAnswer({ model, battery }: ChosenPair) {
  const answer = useAnswerTo(model.id, battery.id);
  if (answer.phase === 'failed') {
    return <EmptyPanel title={`No curve of ${battery.name}`}>The reason stands beside.</EmptyPanel>;
  }
  if (answer.phase === 'none') {
    return (
      <EmptyPanel title={`Ask about ${battery.name}`}>
        <span>Predict shows its SoH and RUL over all cycles, beside what was measured.</span>
      </EmptyPanel>
    );
  }
  if (answer.phase === 'working' || answer.curves.phase === 'working') return <LoadingRows what="curves" />;
  if (answer.curves.phase === 'failed') {
    return (
      <FailurePanel
        what="The curve over all cycles could not be made"
        error={answer.curves.error}
        onRetry={() => void stores().prediction.predict(model, battery)}
      />
    );
  }
  return answer.curves.evaluation.cells.map((cell) => (
    <DrawnCurves key={cell.battery_id} chosen={{ model, battery }} cell={cell} />
  ));
}

/** RUL says what it counts to. */
function axisOf(target: Target, { rul_ends_at: end }: EvaluatedCell): Axis {
  if (target === 'soh') return { label: 'SoH (%)', scale: 'linear' };
  return { label: end === null ? 'RUL (cycles)' : `RUL (cycles ${untilSoh(end)})`, scale: 'linear' };
}

interface DrawnCurvesProps {
  readonly chosen: ChosenPair;
  readonly cell: EvaluatedCell;
}

function DrawnCurves({ chosen, cell }: DrawnCurvesProps) {
  const [window, setWindow] = useState<Window | null>(null);
  const [cursorX, setCursorX] = useState<number | null>(null);
  const shared = { window, onWindow: setWindow, cursorX, onCursor: setCursorX };
  return (
    <>
      <TargetCurve {...{ chosen, cell, shared }} target="soh" />
      <TargetCurve {...{ chosen, cell, shared }} target="rul" />
    </>
  );
}

interface TargetCurveProps extends DrawnCurvesProps {
  readonly target: Target;
  readonly shared: {
    readonly window: Window | null;
    readonly onWindow: (window: Window | null) => void;
    readonly cursorX: number | null;
    readonly onCursor: (x: number | null) => void;
  };
}

function TargetCurve({ chosen, cell, target, shared }: TargetCurveProps) {
  const { battery } = chosen;
  const series = useMemo(() => predictionSeries(cell, target), [cell, target]);
  const marks = useMemo(() => (target === 'soh' ? marksOf(battery) : []), [target, battery]);
  const hasPrediction = series[0]?.y.some((value) => value !== null) ?? false;
  if (!hasPrediction) {
    return (
      <EmptyPanel title={target === 'rul' ? 'No RUL' : 'No SoH'}>
        <span>{reasonOf(cell, target)}</span>
      </EmptyPanel>
    );
  }
  return (
    <CurveOfTarget
      picture={pictureOf({ ...chosen, cell }, target, { series, marks })}
      name={cell.name}
      {...shared}
    />
  );
}

/** What the answer says of this target; other warnings stand beside the figures. */
const reasonOf = ({ warnings }: EvaluatedCell, target: Target): string =>
  warnings.filter((warning) => warning.includes(target === 'rul' ? 'RUL' : 'SoH')).join(' ') ||
  'The model has learnt none: no cell it was trained on reached its end.';

const marksOf = ({ end_of_life: endOfLife }: Battery): readonly Mark[] => [
  { axis: 'y', at: endOfLife * 100, label: `end of life ${endOfLife * 100} %` },
];

function pictureOf(
  { model, battery, cell }: ChosenPair & { readonly cell: EvaluatedCell },
  target: Target,
  drawn: Pick<ChartPicture, 'series' | 'marks'>,
): ChartPicture {
  const title = `${target === 'soh' ? 'SoH' : 'RUL'} of ${battery.name} by ${model.name}`;
  const words = battery.simulated || model.simulated_data ? `${title} · simulated` : title;
  return {
    title: titleWithLeakage(words, leakageOfModel(model)),
    source: `Cellwright, model ${model.id}, battery ${battery.id} (${battery.filename})`,
    xLabel: 'cycle',
    y: axisOf(target, cell),
    ...drawn,
  };
}

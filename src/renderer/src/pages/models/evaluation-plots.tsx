/** Predicted over measured, and the residual over the cycle, for SoH and RUL; a cell hidden in one is hidden in all. */
import { useMemo, useState } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import type { EvaluatedCell, ModelEvaluation } from '../../../../shared/contract/prediction.ts';
import type { Cloud } from '../../charts/cloud.ts';
import { agreementClouds, evaluationCsv, residualClouds } from '../../charts/evaluation-clouds.ts';
import type { ScatterPicture } from '../../charts/lay-out-scatter.ts';
import { CloudLegend } from '../../components/cloud-legend.tsx';
import { ScatterPanel } from '../../components/scatter-panel.tsx';
import type { Target } from '../../words/comparison.ts';
import { titleWithLeakage } from '../../words/leakage.ts';
import { plural } from '../../words/number.ts';

interface EvaluationPlotsProps {
  readonly model: Model;
  readonly evaluation: ModelEvaluation;
}

type Kind = 'agreement' | 'residual';

interface Plot {
  readonly target: Target;
  readonly kind: Kind;
}

const plots: readonly Plot[] = [
  { target: 'soh', kind: 'agreement' },
  { target: 'soh', kind: 'residual' },
  { target: 'rul', kind: 'agreement' },
  { target: 'rul', kind: 'residual' },
];

const units: Readonly<Record<Target, string>> = { soh: '%', rul: 'cycles' };
const targetNames: Readonly<Record<Target, string>> = { soh: 'SoH', rul: 'RUL' };

export function EvaluationPlots({ model, evaluation }: EvaluationPlotsProps) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(() => new Set());
  const { cells } = evaluation;
  const allClouds = useMemo(() => agreementClouds(cells, 'soh'), [cells]);
  const toggle = (key: string): void => {
    const after = new Set(hidden);
    if (!after.delete(key)) after.add(key);
    setHidden(after);
  };
  return (
    <div className="stack">
      <CloudLegend clouds={allClouds} hidden={hidden} onToggle={toggle} />
      <div className="plots">
        {plots.map((plot) => (
          <EvaluationPlot key={`${plot.target} ${plot.kind}`} {...{ model, evaluation, plot, hidden }} />
        ))}
      </div>
    </div>
  );
}

interface EvaluationPlotProps extends EvaluationPlotsProps {
  readonly plot: Plot;
  readonly hidden: ReadonlySet<string>;
}

function EvaluationPlot({ model, evaluation, plot, hidden }: EvaluationPlotProps) {
  const clouds = useMemo(
    () => cloudsOf(evaluation.cells, plot).filter(({ key }) => !hidden.has(key)),
    [evaluation, plot, hidden],
  );
  const name = targetNames[plot.target];
  const isKnown = clouds.some(({ y }) => y.some((value) => value !== null));
  if (!isKnown) {
    return (
      <div className="plot-empty dim">
        {hidden.size > 0
          ? 'Every cell is hidden.'
          : `No ${name} to compare: ${plot.target === 'rul' ? 'none of the cells reached its end, or the model knows none' : 'none was measured'}.`}
      </div>
    );
  }
  return <ScatterPanel heading={headingOf(plot)} picture={pictureOf(model, evaluation, plot, clouds)} />;
}

const cloudsOf = (cells: readonly EvaluatedCell[], { target, kind }: Plot): readonly Cloud[] =>
  kind === 'agreement' ? agreementClouds(cells, target) : residualClouds(cells, target);

const headingOf = ({ target, kind }: Plot): string =>
  kind === 'agreement'
    ? `${targetNames[target]}, predicted over measured`
    : `${targetNames[target]} residual`;

function pictureOf(
  model: Model,
  { id, cells, leakage }: ModelEvaluation,
  { target, kind }: Plot,
  clouds: readonly Cloud[],
): ScatterPicture {
  const [name, unit] = [targetNames[target], units[target]];
  const words = model.simulated_data ? ' · simulated' : '';
  return {
    title: titleWithLeakage(`${headingOf({ target, kind })} · ${model.name}${words}`, leakage),
    source: `Cellwright, model ${model.id}, evaluation ${id} on ${plural(cells.length, 'cell')}`,
    xLabel: kind === 'agreement' ? `measured ${name} (${unit})` : 'cycle',
    yLabel: kind === 'agreement' ? `predicted ${name} (${unit})` : `predicted − measured (${unit})`,
    clouds,
    ideal: kind === 'agreement' ? 'diagonal' : 'zero',
    csv: () => evaluationCsv(cells, target),
  };
}

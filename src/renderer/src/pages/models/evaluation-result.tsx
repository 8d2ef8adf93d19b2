/** One evaluation: the verdict in words, errors per cell beside the references, and every cycle as a point. */
import { useMemo } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import type { ModelEvaluation } from '../../../../shared/contract/prediction.ts';
import { ComparisonTable } from '../../components/comparison-table.tsx';
import { Figure } from '../../components/figure.tsx';
import { LeakageSentences } from '../../components/leakage-badges.tsx';
import { Sentences } from '../../components/sentences.tsx';
import { comparedEvaluation } from '../../words/comparison.ts';
import { cycles, dash, percent } from '../../words/number.ts';
import { EvaluationPlots } from './evaluation-plots.tsx';

interface EvaluationResultProps {
  readonly model: Model;
  readonly evaluation: ModelEvaluation;
}

export function EvaluationResult({ model, evaluation }: EvaluationResultProps) {
  const { mean, verdict, leakage, cells } = evaluation;
  const compared = useMemo(() => cells.map(comparedEvaluation), [cells]);
  const warnings = cells.flatMap(({ name, warnings: words }) => words.map((word) => `${name}: ${word}`));
  return (
    <div className="stack" style={{ gap: 16 }}>
      <div className="figures">
        <Figure label="SoH error, mean of the cells" value={percent(mean.soh_mape)} />
        <Figure label="RUL error, mean of the cells" value={cycles(mean.rul_mae)} />
        <Figure label="SoH in the 90 % band" value={wholePercent(mean.coverage)} />
        <Figure label="RUL in the 90 % band" value={wholePercent(mean.rul_coverage)} />
      </div>
      <div className="stack">
        <Sentences sentences={[...verdict, ...new Set(warnings)]} />
        <LeakageSentences leakage={leakage} />
      </div>
      <ComparisonTable cells={compared} target="soh" />
      <ComparisonTable cells={compared} target="rul" />
      <EvaluationPlots key={evaluation.id} model={model} evaluation={evaluation} />
    </div>
  );
}

const wholePercent = (share: number | null): string =>
  share === null ? dash : `${Math.round(share * 100)} %`;

/** How the model's error stands beside the references, in words: of the finished model, or of the best epoch so far. */
import { Fragment } from 'react';
import type { Evaluation } from '../../../../shared/contract/evaluation.ts';
import type { Model } from '../../../../shared/contract/model.ts';
import { FoldsTable } from '../../components/folds-table.tsx';
import { LeakageSentences } from '../../components/leakage-badges.tsx';
import { leakageOfModel } from '../../words/leakage.ts';
import { percent } from '../../words/number.ts';
import { referenceNames, standingAmong } from '../../words/references.ts';
import { sohErrors } from '../../words/result.ts';
import { bestIndex, type Curves } from '../../charts/curves.ts';
import { evaluationOfJob, type JobEntry, leakageOfJob } from '../../state/job-entry.ts';
import { useJobCurves } from '../../state/page-stores.ts';

interface JobVerdictProps {
  readonly job: JobEntry;
  readonly model: Model | undefined;
}

export function JobVerdict({ job, model }: JobVerdictProps) {
  const leakage = model ? leakageOfModel(model) : leakageOfJob(job);
  return (
    <>
      <Beside job={job} model={model} />
      <LeakageSentences leakage={leakage} />
      {model?.metrics.folds ? <FoldsTable folds={model.metrics.folds} isNarrow /> : null}
    </>
  );
}

function Beside({ job, model }: JobVerdictProps) {
  const { curves } = useJobCurves(job.id);
  const evaluation = evaluationOfJob(job) ?? model?.evaluation ?? null;
  const soFar = standingAmong(bestValidationLoss(curves), evaluation);
  const sentences = model?.metrics.verdict ?? (soFar === null ? [] : [soFar]);
  const errors = errorsSideBySide(evaluation, model);
  if (sentences.length + errors.length === 0) return null;
  return (
    <section className="stack">
      <h2>Beside references</h2>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <dl className="facts">
        {errors.map(([name, mape]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>SoH error {percent(mape)}</dd>
          </Fragment>
        ))}
      </dl>
    </section>
  );
}

function errorsSideBySide(evaluation: Evaluation | null, model: Model | undefined) {
  const references = (evaluation?.references ?? []).flatMap(({ name, val_soh_mape: mape }) =>
    mape === null ? [] : [[referenceNames[name], mape] as const],
  );
  if (references.length === 0 || !model) return references;
  return [['this model', sohErrors(model.metrics).model] as const, ...references];
}

function bestValidationLoss(curves: Curves): number | null {
  const index = bestIndex(curves);
  return index === null ? null : (curves.series.get('val_loss')?.[index] ?? null);
}

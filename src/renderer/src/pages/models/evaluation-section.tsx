/** The model judged again, on cells of one's choice: errors beside the references, points and residuals, and what was before. */
import { useEffect } from 'react';
import type { Model } from '../../../../shared/contract/model.ts';
import { FailurePanel, LoadingRows, TraceId } from '../../components/states.tsx';
import { sentenceOf } from '../../state/notices-store.ts';
import { CellsToJudge } from './cells-to-judge.tsx';
import { EvaluationHistory } from './evaluation-history.tsx';
import { EvaluationResult } from './evaluation-result.tsx';
import { stores, useEvaluations } from '../../state/page-stores.ts';

export function EvaluationSection({ model }: { readonly model: Model }) {
  useEffect(() => {
    void stores().evaluations.enter(model.id);
    return stores().evaluations.leave;
  }, [model.id]);
  const { loading, refused, open, isWorking } = useEvaluations();
  return (
    <section className="stack evaluation" aria-label="Evaluation">
      <h2>Judge it on other cells</h2>
      <CellsToJudge model={model} />
      {refused === null ? null : (
        <div className="failure" role="alert">
          <strong>No evaluation</strong>
          <span>{sentenceOf(refused)}</span>
          <TraceId traceId={refused.traceId} />
        </div>
      )}
      {loading.phase === 'failed' ? (
        <FailurePanel
          what="The earlier evaluations could not be read"
          error={loading.error}
          onRetry={() => void stores().evaluations.list(model.id, 1)}
        />
      ) : (
        <EvaluationHistory modelId={model.id} />
      )}
      {open ? (
        <EvaluationResult model={model} evaluation={open} />
      ) : isWorking || loading.phase === 'loading' ? (
        <LoadingRows what="evaluation" />
      ) : (
        <p className="dim">Predicted over measured and the residuals of every cycle appear here.</p>
      )}
    </section>
  );
}

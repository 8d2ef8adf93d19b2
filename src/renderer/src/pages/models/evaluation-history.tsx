/** The earlier evaluations; pressing one shows it. */
import type { ModelEvaluationSummary } from '../../../../shared/contract/prediction.ts';
import { LeakageBadges } from '../../components/leakage-badges.tsx';
import { Pager } from '../../components/pager.tsx';
import { cycles, percent, plural } from '../../words/number.ts';
import { shortTime, wholeTime } from '../../words/time.ts';
import { useClock } from '../../state/clock-store.ts';
import { stores, useEvaluations } from '../../state/page-stores.ts';

export function EvaluationHistory({ modelId }: { readonly modelId: number }) {
  const { evaluations, meta, open } = useEvaluations();
  if (evaluations.length === 0) return null;
  return (
    <div className="stack" style={{ gap: 4 }}>
      <div className="row">
        <h3 className="grow">Earlier evaluations</h3>
        <Pager
          meta={meta}
          what="evaluations"
          onPage={(page) => void stores().evaluations.list(modelId, page)}
        />
      </div>
      <ul className="evaluations" aria-label="Earlier evaluations" tabIndex={0}>
        {evaluations.map((evaluation) => (
          <li key={evaluation.id}>
            <EvaluationRow evaluation={evaluation} isOpen={open?.id === evaluation.id} />
          </li>
        ))}
      </ul>
    </div>
  );
}

interface EvaluationRowProps {
  readonly evaluation: ModelEvaluationSummary;
  readonly isOpen: boolean;
}

function EvaluationRow({ evaluation, isOpen }: EvaluationRowProps) {
  const { nowMs } = useClock();
  const { id, model_id: modelId, cells, created_at: time, mean, leakage } = evaluation;
  const names = cells.map(({ name }) => name).join(', ');
  return (
    <div className="evaluation-row" aria-current={isOpen}>
      <button
        className="plain-button link clip"
        title={names}
        onClick={() => void stores().evaluations.openOne(modelId, id)}
      >
        {cells.length === 1 ? names : plural(cells.length, 'cell')}
      </button>
      <span className="row">
        <LeakageBadges leakage={leakage} isShort />
      </span>
      <span className="cell-end">{percent(mean.soh_mape)}</span>
      <span className="cell-end">{cycles(mean.rul_mae)}</span>
      <time className="dim cell-end" dateTime={time} title={wholeTime(time)}>
        {shortTime(time, nowMs)}
      </time>
    </div>
  );
}

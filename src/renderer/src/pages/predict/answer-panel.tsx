/** What the model says of the cell's last cycle, and what to mind before believing it. */
import type { Prediction } from '../../../../shared/contract/prediction.ts';
import { Loader } from '@mantine/core';
import { ApplicabilityBadge } from '../../components/applicability-badge.tsx';
import { TraceId } from '../../components/states.tsx';
import { untilSoh } from '../../words/labels.ts';
import { ampereHours, count } from '../../words/number.ts';
import { cautionsOf, rulInterval, sohInterval, trackRecord } from '../../words/prediction.ts';
import { sentenceOf } from '../../state/notices-store.ts';
import type { Chosen } from './chosen.ts';
import { useAnswerTo } from '../../state/page-stores.ts';

export function AnswerPanel({ chosen }: { readonly chosen: Chosen }) {
  const answer = useAnswerTo(chosen.model.id, chosen.battery?.id);
  switch (answer.phase) {
    case 'none':
      return null;
    case 'working':
      return (
        <section className="row" role="status">
          <Loader size={14} aria-hidden="true" /> Asking the model
        </section>
      );
    case 'failed':
      return (
        <section className="failure" role="alert">
          <strong>No prediction</strong>
          <span>{sentenceOf(answer.error)}</span>
          <TraceId traceId={answer.error.traceId} />
        </section>
      );
    case 'ready':
      return (
        <Answered
          prediction={answer.prediction}
          record={trackRecord(chosen.model)}
          cautions={cautionsOf(answer.prediction.warnings, chosen.battery)}
        />
      );
  }
}

interface AnsweredProps {
  readonly prediction: Prediction;
  readonly record: string;
  readonly cautions: readonly string[];
}

function Answered({ prediction: { result, cycle_index: cycle }, record, cautions }: AnsweredProps) {
  const isForeign = result.applicability === 'foreign';
  return (
    <>
      <section className="stack" aria-label="Answer">
        <div className="row">
          <h2 className="grow">{cycle === null ? 'Now' : `At its last cycle, ${count(cycle)}`}</h2>
          <ApplicabilityBadge applicability={result.applicability} />
        </div>
        {isForeign ? (
          <p>
            <strong>Not applicable to this cell.</strong> Its inputs lie far outside those that the model was
            trained on. It would say <span className="dim">{targetsInWords(result)}</span>, which means
            nothing.
          </p>
        ) : (
          <Figures result={result} />
        )}
        {isForeign ? null : <p className="dim">{record}</p>}
      </section>
      <Cautions cautions={cautions} />
    </>
  );
}

const targetsInWords = ({ soh, rul }: Prediction['result']): string =>
  [
    ...(soh === null ? [] : [`SoH ${(soh * 100).toFixed(1)} %`]),
    ...(rul === null ? [] : [`RUL ${count(Math.round(rul))} cycles`]),
  ].join(', ');

function Figures({ result }: Pick<Prediction, 'result'>) {
  const { soh, rul, nominal_capacity: nominal, rul_ends_at: end } = result;
  return (
    <div className="figures">
      <Quantity
        name={nominal === null ? 'SoH' : `SoH of ${ampereHours(nominal)}`}
        value={soh === null ? null : (soh * 100).toFixed(1)}
        unit="%"
        interval={sohInterval(result.soh_interval)}
      />
      <Quantity
        name={end === null ? 'RUL' : `RUL ${untilSoh(end)}`}
        value={rul === null ? null : count(Math.round(rul))}
        unit="cycles"
        interval={rulInterval(result.rul_interval)}
      />
    </div>
  );
}

interface QuantityProps {
  readonly name: string;
  readonly value: string | null;
  readonly unit: string;
  readonly interval: string | null;
}

function Quantity({ name, value, unit, interval }: QuantityProps) {
  if (value === null) {
    return (
      <div>
        <div className="dim">no answer</div>
        <div className="figure-label">{name}: the reason stands below</div>
      </div>
    );
  }
  return (
    <div>
      <div className="answer-value">
        {value} <span className="figure-label">{unit}</span>
      </div>
      <div className="figure-label">
        {name}
        {interval === null ? ', no interval' : `, 90 %: ${interval}`}
      </div>
    </div>
  );
}

function Cautions({ cautions }: { readonly cautions: readonly string[] }) {
  if (cautions.length === 0) return null;
  return (
    <section className="stack">
      <h2>Mind</h2>
      <ul className="cautions" aria-label="What to mind">
        {cautions.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </section>
  );
}

/** What the model says of the cell's last cycle, and what to mind before believing it. */
import type { Prediction } from '../../../../shared/contract/prediction.ts';
import { Loader } from '@mantine/core';
import { TraceId } from '../../components/states.tsx';
import { untilSoh } from '../../words/labels.ts';
import { ampereHours, count } from '../../words/number.ts';
import { cautionsOf, rulInterval, sohInterval } from '../../words/prediction.ts';
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
          cautions={cautionsOf(answer.prediction.warnings, chosen.battery)}
        />
      );
  }
}

interface AnsweredProps {
  readonly prediction: Prediction;
  readonly cautions: readonly string[];
}

function Answered({ prediction: { result, cycle_index: cycle }, cautions }: AnsweredProps) {
  return (
    <>
      <section className="stack" aria-label="Answer">
        <h2>{cycle === null ? 'Now' : `At its last cycle, ${count(cycle)}`}</h2>
        <div className="figures">
          <Quantity
            name={result.nominal_capacity === null ? 'SoH' : `SoH of ${ampereHours(result.nominal_capacity)}`}
            value={result.soh === null ? 'no answer' : (result.soh * 100).toFixed(1)}
            unit={result.soh === null ? '' : '%'}
            interval={sohInterval(result.soh_interval)}
          />
          <Quantity
            name={result.rul_ends_at === null ? 'RUL' : `RUL ${untilSoh(result.rul_ends_at)}`}
            value={result.rul === null ? 'no answer' : count(Math.round(result.rul))}
            unit={result.rul === null ? '' : 'cycles'}
            interval={rulInterval(result.rul_interval)}
          />
        </div>
        <p>
          {result.confidence === null
            ? 'Its confidence was not measured.'
            : `Confidence ${Math.round(result.confidence * 100)} %`}
          <span className="dim">{result.confidence === null ? '' : `: ${whatConfidenceIs}`}</span>
        </p>
      </section>
      <Cautions cautions={cautions} />
    </>
  );
}

const whatConfidenceIs =
  'the share of validation rows it predicted within 2 % SoH, times the share of inputs within what it has learnt.';

interface QuantityProps {
  readonly name: string;
  readonly value: string;
  readonly unit: string;
  readonly interval: string | null;
}

function Quantity({ name, value, unit, interval }: QuantityProps) {
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

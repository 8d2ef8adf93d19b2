/** The runs themselves, one a row: how to tell them apart in the picture, what they reached, and leaving one out. */
import { ActionIcon } from '@mantine/core';
import { methods } from '../../../../shared/contract/methods/index.ts';
import type { ComparedRun } from '../../../../shared/contract/comparison.ts';
import { lookOfRun } from '../../charts/compared-series.ts';
import { Badge } from '../../components/badge.tsx';
import { Icon } from '../../components/icon.tsx';
import { StatusMark } from '../../components/status-mark.tsx';
import type { CompareChoice } from '../../routing/compare-choice.ts';
import { hrefOf } from '../../routing/route.ts';
import {
  curveFigure,
  curveText,
  curveWords,
  metricText,
  metricWords,
  runTitle,
  valueWords,
} from '../../words/compared.ts';
import { count, dash } from '../../words/number.ts';
import type { ComparisonProps } from './comparison-props.ts';

export function CompareRuns({ comparison, choice, onChoice }: ComparisonProps) {
  const { curve, value, metric } = choice;
  const { label, unit } = metricWords[metric];
  return (
    <>
      <h2>Runs</h2>
      <div className="compare-scroll" tabIndex={0} role="group" aria-label="Table of runs">
        <table className="plain-table compare-table">
          <thead>
            <tr>
              <th scope="col">Run</th>
              <th scope="col">Algorithm</th>
              <th scope="col">Status</th>
              <th scope="col">
                {curveWords[curve]}, {valueWords[value]}
              </th>
              <th scope="col">
                {label}, {unit}
              </th>
              <th scope="col">ridge</th>
              <th scope="col">Cells</th>
              <th scope="col">Epochs</th>
              <th scope="col">
                <span className="unseen">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {comparison.runs.map((run, index) => (
              <RunRow
                key={run.key}
                {...{ run, index, choice }}
                onLeaveOut={() => onChoice(without(choice, run))}
              />
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** A model whose job was named is named by that. */
const without = (
  { jobIds, modelIds }: CompareChoice,
  { key, job_id, model_id }: ComparedRun,
): Partial<CompareChoice> =>
  key.startsWith('job')
    ? { jobIds: jobIds.filter((id) => id !== job_id), modelIds: modelIds.filter((id) => id !== model_id) }
    : { modelIds: modelIds.filter((id) => id !== model_id) };

interface RunRowProps {
  readonly run: ComparedRun;
  readonly index: number;
  readonly choice: CompareChoice;
  readonly onLeaveOut: () => void;
}

function RunRow({ run, index, choice: { curve, value, metric }, onLeaveOut }: RunRowProps) {
  const { color, isDashed } = lookOfRun(index);
  return (
    <tr>
      <td>
        <span className="row compare-name">
          <span className={isDashed ? 'swatch swatch-dashed' : 'swatch'} style={{ borderColor: color }} />
          <RunLink run={run} />
          {run.trainings > 1 ? (
            <Badge word={`${run.trainings} trainings`} sentence="Its figures are means over them." />
          ) : null}
          {run.leakage.length > 0 ? (
            <Badge word="may flatter" sentence={run.leakage.join(' ')} isWarning />
          ) : null}
        </span>
      </td>
      <td>{methods[run.algorithm].label}</td>
      <td>{run.status === null ? dash : <StatusMark status={run.status} />}</td>
      <td>{curveText(curveFigure(run, curve, value), curve)}</td>
      <td>{metricText(run.mean, metric)}</td>
      <td>{metricText(run.ridge_mean, metric)}</td>
      <td>{count(run.judged_on.length)}</td>
      <td>{count(run.epochs)}</td>
      <td>
        <ActionIcon
          aria-label={`Leave ${runTitle(run)} out`}
          title="Leave out of the comparison"
          size={22}
          onClick={onLeaveOut}
        >
          <Icon name="close" size={12} />
        </ActionIcon>
      </td>
    </tr>
  );
}

export function RunLink({ run }: { readonly run: ComparedRun }) {
  const { job_id: jobId, model_id: modelId } = run;
  const title = runTitle(run);
  if (jobId !== null) return <a href={hrefOf({ page: 'job', jobId })}>{title}</a>;
  return modelId === null ? title : <a href={hrefOf({ page: 'model', modelId })}>{title}</a>;
}

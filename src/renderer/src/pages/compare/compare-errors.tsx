/** Errors per cell and run, the smallest of a row marked, with ridge's and the mean. */
import { NativeSelect } from '@mantine/core';
import type { ComparedCell, ComparedMetric, ComparedRun } from '../../../../shared/contract/comparison.ts';
import { lookOfRun } from '../../charts/compared-series.ts';
import { metricNames } from '../../routing/compare-choice.ts';
import { hrefOf } from '../../routing/route.ts';
import { metricText, metricWords, runTitle } from '../../words/compared.ts';
import { dash } from '../../words/number.ts';
import type { ComparisonProps } from './comparison-props.ts';
import { RunLink } from './compare-runs.tsx';

export function CompareErrors({ comparison, choice, onChoice }: ComparisonProps) {
  const { runs, cells } = comparison;
  const { metric } = choice;
  return (
    <>
      <div className="row">
        <h2>Errors per cell, {metricWords[metric].unit}</h2>
        <div className="grow" />
        <NativeSelect
          aria-label="Error"
          value={metric}
          data={metricNames.map((name) => ({ value: name, label: metricWords[name].label }))}
          onChange={({ currentTarget: { value } }) =>
            onChoice({ metric: metricNames.find((name) => name === value) ?? 'soh_mae' })
          }
        />
      </div>
      {cells.length === 0 ? (
        <p className="dim">None of these runs was judged on a cell yet: a job is, once it has succeeded.</p>
      ) : (
        <ErrorsTable {...{ runs, cells, metric }} />
      )}
    </>
  );
}

interface ErrorsTableProps {
  readonly runs: readonly ComparedRun[];
  readonly cells: readonly ComparedCell[];
  readonly metric: ComparedMetric;
}

function ErrorsTable({ runs, cells, metric }: ErrorsTableProps) {
  return (
    <div className="compare-scroll" tabIndex={0} role="group" aria-label="Errors per cell and run">
      <table className="plain-table compare-table">
        <thead>
          <tr>
            <th scope="col">Cell</th>
            <th scope="col">ridge</th>
            {runs.map((run, index) => (
              <th key={run.key} scope="col" title={runTitle(run)}>
                <span className="compare-head">
                  <span
                    className={lookOfRun(index).isDashed ? 'swatch swatch-dashed' : 'swatch'}
                    style={{ borderColor: lookOfRun(index).color }}
                  />
                  <RunLink run={run} />
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cells.map((cell) => (
            <CellRow key={cell.battery_id} {...{ cell, metric }} />
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">Mean over its cells</th>
            <td>
              {rangeText(
                runs.map(({ ridge_mean }) => ridge_mean),
                metric,
              )}
            </td>
            {runs.map((run) => (
              <td key={run.key}>{metricText(run.mean, metric)}</td>
            ))}
          </tr>
        </tfoot>
      </table>
    </div>
  );
}

function CellRow({ cell, metric }: { readonly cell: ComparedCell; readonly metric: ComparedMetric }) {
  const { battery_id: batteryId, name, results } = cell;
  const values = results.flatMap((result) => result?.errors[metric] ?? []);
  const smallest = values.length > 1 ? Math.min(...values) : null;
  return (
    <tr>
      <th scope="row">
        <a href={hrefOf({ page: 'battery', batteryId })}>{name}</a>
      </th>
      <td>
        {rangeText(
          results.map((result) => result?.ridge ?? null),
          metric,
        )}
      </td>
      {results.map((result, index) => {
        const isBest = smallest !== null && result?.errors[metric] === smallest;
        return (
          <td key={index} className={isBest ? 'best' : undefined} title={titleOf(result)}>
            {isBest ? <span aria-hidden="true">▸ </span> : null}
            {metricText(result?.errors, metric)}
            {result?.seen === 'trained' ? <span className="dim"> seen</span> : null}
            {isBest ? <span className="unseen"> (the smallest)</span> : null}
          </td>
        );
      })}
    </tr>
  );
}

const seenWords = {
  trained: 'The run learnt from this cell: its error here says little.',
  selected: 'The best epoch was chosen by this cell, which flatters a little.',
} as const;

function titleOf(result: ComparedCell['results'][number]): string {
  if (!result) return 'This run was not judged on this cell';
  return result.seen === null ? 'The run has never seen this cell' : seenWords[result.seen];
}

/** Each run has a ridge of its own, by its training rows: one number where they agree, otherwise from the lowest to the highest. */
function rangeText(errors: readonly ComparedRun['mean'][], metric: ComparedMetric): string {
  const known = errors.filter((one) => one !== null && one[metric] !== null);
  const sorted = known.toSorted((one, other) => (one?.[metric] ?? 0) - (other?.[metric] ?? 0));
  const [low, high] = [metricText(sorted[0], metric), metricText(sorted.at(-1), metric)];
  if (known.length === 0) return dash;
  return low === high ? low : `${low}–${high}`;
}

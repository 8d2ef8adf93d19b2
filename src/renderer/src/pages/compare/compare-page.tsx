/** Runs side by side: curves, errors per cell, settings that differ. Its address holds the whole choice. */
import { useEffect, useMemo } from 'react';
import { Page } from '../../components/page.tsx';
import { EmptyPanel, FailurePanel, LoadingRows } from '../../components/states.tsx';
import type { CompareChoice } from '../../routing/compare-choice.ts';
import { replaceRoute } from '../../routing/use-route.ts';
import { stores, useComparison } from '../../state/page-stores.ts';
import { plural } from '../../words/number.ts';
import { CompareCurves } from './compare-curves.tsx';
import { CompareErrors } from './compare-errors.tsx';
import { CompareExport } from './compare-export.tsx';
import { CompareRuns } from './compare-runs.tsx';
import { CompareSettings } from './compare-settings.tsx';
import type { ChangeChoice, ChoiceProps, ComparisonProps } from './comparison-props.ts';
import { JudgedOn } from './judged-on.tsx';
import { RunPicker } from './run-picker.tsx';

export function ComparePage({ choice }: { readonly choice: CompareChoice }) {
  const { jobIds, modelIds, cellIds } = choice;
  const lists = JSON.stringify({ jobIds, modelIds, cellIds });
  const isAnyRun = jobIds.length + modelIds.length > 0;
  useEffect(() => {
    if (!isAnyRun) return undefined;
    return stores().comparison.open(
      JSON.parse(lists) as Pick<CompareChoice, 'jobIds' | 'modelIds' | 'cellIds'>,
    );
  }, [lists, isAnyRun]);
  const change: ChangeChoice = (changed) =>
    replaceRoute({ page: 'compare', choice: { ...choice, ...changed } });
  const { comparison } = useComparison();
  const isShown = isAnyRun && comparison !== null;
  return (
    <Page
      title="Compare"
      facts={isShown ? plural(comparison.runs.length, 'run') : null}
      actions={
        <>
          <RunPicker choice={choice} onChoice={change} />
          {isShown ? <CompareExport comparison={comparison} /> : null}
        </>
      }
    >
      {isAnyRun ? <Compared choice={choice} onChoice={change} /> : <Nothing />}
    </Page>
  );
}

function Nothing() {
  return (
    <EmptyPanel title="Nothing to compare yet">
      <span>
        Tick rows on the pages <a href="#/jobs">Jobs</a> or <a href="#/models">Models</a> and choose Compare,
        or add runs above.
      </span>
    </EmptyPanel>
  );
}

function Compared({ choice, onChoice }: ChoiceProps) {
  const { comparison, loading, question } = useComparison();
  if (loading.phase === 'failed') {
    return (
      <FailurePanel
        what="The runs could not be compared"
        error={loading.error}
        onRetry={() => question && stores().comparison.open({ ...question })}
      />
    );
  }
  if (!comparison) return <LoadingRows what="the comparison" />;
  return <Comparisons {...{ comparison, choice, onChoice }} />;
}

function Comparisons(props: ComparisonProps) {
  const { comparison } = props;
  const gone = useMemo(() => comparison.gone.join(', '), [comparison]);
  return (
    <div className="compare">
      {gone === '' ? null : (
        <p className="compare-note dim" role="status">
          No longer there: {gone}.
        </p>
      )}
      <JudgedOn {...props} />
      <section className="compare-curves" aria-label="Curves">
        <CompareCurves {...props} />
      </section>
      <section className="compare-runs stack" aria-label="Runs">
        <CompareRuns {...props} />
      </section>
      <section className="compare-errors stack" aria-label="Errors per cell">
        <CompareErrors {...props} />
      </section>
      <section className="compare-settings stack" aria-label="Settings">
        <CompareSettings comparison={comparison} />
      </section>
    </div>
  );
}

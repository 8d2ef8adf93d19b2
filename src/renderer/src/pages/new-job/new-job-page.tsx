/** A job is set up on one page: algorithm, cells, hyperparameters; what it would be as a call stands beside it. */
import { Button } from '@mantine/core';
import { useEffect, useMemo } from 'react';
import { Page } from '../../components/page.tsx';
import { LoadingRows, TraceId } from '../../components/states.tsx';
import { goTo } from '../../routing/use-route.ts';
import { beginForm, beginFormLike, sendForm, useFormStore } from '../../forms/form-store.ts';
import { checkForm, type CheckedForm } from '../../forms/job-form.ts';
import { ThreeDoors } from '../jobs/first-run.tsx';
import { AlgorithmChoice } from './algorithm-choice.tsx';
import { CellChoice } from './cell-choice.tsx';
import { FormSide } from './form-side.tsx';
import { HyperparamFields } from './hyperparam-fields.tsx';
import { NameField } from './name-field.tsx';
import { TookOver } from './took-over.tsx';
import { stores, useBatteries } from '../../state/page-stores.ts';

interface NewJobPageProps {
  readonly likeJobId: number | null;
  readonly batteryIds: readonly number[];
}

export function NewJobPage({ likeJobId, batteryIds }: NewJobPageProps) {
  const cells = batteryIds.join(',');
  useEffect(() => {
    if (likeJobId === null) beginForm(cells === '' ? [] : cells.split(',').map(Number));
    else void beginFormLike(likeJobId);
  }, [likeJobId, cells]);
  useEffect(() => void stores().batteries.load(), []);
  const { batteries, loading } = useBatteries();
  const title = likeJobId === null ? 'New job' : `New job, like #${likeJobId}`;
  return (
    <Page title={title}>
      {batteries.size > 0 ? (
        <Form />
      ) : loading.phase === 'ready' ? (
        <ThreeDoors />
      ) : (
        <LoadingRows what="batteries" />
      )}
    </Page>
  );
}

function Form() {
  const { form } = useFormStore();
  const checked = useMemo(() => checkForm(form), [form]);
  const details = checked.isValid ? [] : checked.details;
  const start = async (): Promise<void> => {
    const job = await sendForm();
    if (job) goTo({ page: 'job', jobId: job.id });
  };
  return (
    <form
      className="page"
      aria-label="New job"
      onSubmit={(event) => {
        event.preventDefault();
        void start();
      }}
    >
      <div className="form-page">
        <div className="form-main">
          <TookOver />
          <AlgorithmChoice chosen={form.algorithm} />
          <CellChoice details={details} />
          <HyperparamFields details={details} />
          <NameField details={details} />
        </div>
        <FormSide checked={checked} />
      </div>
      <FormFoot checked={checked} />
    </form>
  );
}

function FormFoot({ checked }: { readonly checked: CheckedForm }) {
  const { refused, isSending, touched } = useFormStore();
  const wrongCount = checked.isValid ? 0 : checked.details.filter(({ field }) => touched.has(field)).length;
  return (
    <footer className="form-foot">
      <Button type="submit" loading={isSending}>
        Start job
      </Button>
      <Button variant="default" onClick={() => goTo({ page: 'jobs' })}>
        Cancel
      </Button>
      <span className="bad grow" role="status">
        {refused === null ? (wrongCount > 0 ? 'Something above is not right yet.' : '') : refused.message}
      </span>
      <TraceId traceId={refused?.traceId ?? null} />
    </footer>
  );
}

/** The new-job form while it is being filled in; leaving the page keeps it, starting the job offers it again next time. */
import { create } from 'zustand';
import type { ErrorDetail } from '../../../shared/contract/errors.ts';
import type { ClientError } from '../client/client-error.ts';
import { entryOfDetail, type JobEntry } from '../state/job-entry.ts';
import { createJob } from '../actions/job-actions.ts';
import { checkForm, emptyForm, formOfJob, type JobForm, parseForm } from './job-form.ts';
import { keep, kept } from '../state/kept.ts';
import { asClientError } from '../state/loading.ts';
import { stores } from '../state/page-stores.ts';

interface FormState {
  readonly form: JobForm;
  /** Where the form did not begin empty: what it took over from the last job that was started here. */
  readonly tookOver: JobForm | null;
  /** What the backend found wrong with the last attempt. */
  readonly refused: ClientError | null;
  readonly isSending: boolean;
  /** Errors show once a field was touched or a start was tried. */
  readonly touched: ReadonlySet<string>;
}

const keptForm = 'last-job';
const fresh = { tookOver: null, refused: null, isSending: false, touched: new Set<string>() };

export const useFormStore = create<FormState>(() => ({ form: emptyForm, ...fresh }));

/** Starts from the settings of the last job this browser started, with these cells where some are given. */
export function beginForm(batteryIds: readonly number[]): void {
  const before = parseForm(kept(keptForm));
  const last = before ?? emptyForm;
  const form = {
    ...last,
    modelName: '',
    ...(batteryIds.length > 0 ? { batteryIds, validationIds: [], testIds: [] } : {}),
  };
  useFormStore.setState({ form, ...fresh, tookOver: before && form });
}

/** Lets go of what was taken over: every default, no cell. */
export const clearForm = (): void => useFormStore.setState({ form: emptyForm, ...fresh });

/** Starts from an earlier job. */
export async function beginFormLike(jobId: number): Promise<void> {
  try {
    const job = entryOfDetail(await stores().client.call('get-training-job', { job_id: jobId }));
    if (job.facts) useFormStore.setState({ form: formOfJob({ ...job, ...job.facts }), ...fresh });
  } catch (error) {
    useFormStore.setState({ refused: asClientError(error) });
  }
}

export function changeForm(change: Partial<JobForm>, field: string): void {
  useFormStore.setState(({ form, touched }) => ({
    form: { ...form, ...change },
    touched: new Set(touched).add(field),
    refused: null,
  }));
}

export function typeHyperparam(name: string, text: string): void {
  const { form } = useFormStore.getState();
  changeForm({ typed: { ...form.typed, [name]: text } }, `hyperparams.${name}`);
}

/** Back to the documented defaults; cells and name stay. */
export function resetHyperparams(): void {
  changeForm({ typed: {} }, 'hyperparams');
}

/** The job that was started, or null: then the form says why. */
export async function sendForm(): Promise<JobEntry | null> {
  const { form } = useFormStore.getState();
  const checked = checkForm(form);
  if (!checked.isValid) {
    useFormStore.setState({ touched: new Set(checked.details.map(({ field }) => field)) });
    return null;
  }
  useFormStore.setState({ isSending: true, refused: null });
  try {
    const job = await createJob(checked.input);
    keep(keptForm, form);
    return job;
  } catch (error) {
    useFormStore.setState({ refused: asClientError(error) });
    return null;
  } finally {
    useFormStore.setState({ isSending: false });
  }
}

/** What to write under a field: the contract's own message, or the backend's. */
export function messageAt(field: string, details: readonly ErrorDetail[], state: FormState): string | null {
  const refusal = state.refused?.details.find((detail) => detail.field === field);
  if (refusal) return refusal.issue;
  return state.touched.has(field) ? (details.find((detail) => detail.field === field)?.issue ?? null) : null;
}

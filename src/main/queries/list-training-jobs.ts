/** GET /training-jobs: by page, newest first or as sorted; of one status or all, of all jobs or those with some words. */
import type { ListedJob } from '../../shared/contract/job-list.ts';
import type { InputOf, OutputOf } from '../../shared/contract/operations.ts';
import { trainingJobSchema, type TrainingJobDetail } from '../../shared/contract/job.ts';
import { pageMeta } from '../../shared/domain/page-meta.ts';
import type { JobStore } from '../store/job-store.ts';
import { describeJobs, type DescribeJobParts } from './describe-job.ts';

type Question = InputOf<'list-training-jobs'>;
interface ListParts extends DescribeJobParts {
  readonly jobs: JobStore;
}

export const listTrainingJobs =
  (parts: ListParts) =>
  (question: Question): OutputOf<'list-training-jobs'> => {
    const { jobs } = parts;
    const counts = jobs.countJobs();
    const all = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const ofStatus = question.status === undefined ? all : counts[question.status];
    const total = isNarrowed(question) ? jobs.countFoundJobs(question) : ofStatus;
    const meta = pageMeta(question, total);
    if (!question.fields) return { items: [...documentedKeys(parts, question)], meta };
    return {
      items: furtherKeys(parts, question, question.fields),
      meta: { ...meta, counts, held: jobs.countHeld() },
    };
  };

const isNarrowed = ({ search = '', held }: Question): boolean => search.trim() !== '' || held !== undefined;

/** The plain list, which scripts ask for again and again, reads no more than it answers. */
function documentedKeys(parts: ListParts, question: Question): readonly ListedJob[] {
  if (!question.sort && !isNarrowed(question)) return parts.jobs.listJobs(question);
  return furtherKeys(parts, question, []);
}

const documented = Object.keys(trainingJobSchema.shape) as (keyof TrainingJobDetail)[];

function furtherKeys(
  parts: ListParts,
  question: Question,
  fields: readonly (keyof TrainingJobDetail)[],
): ListedJob[] {
  const ids = parts.jobs.findJobIds({ ...question, now: parts.now() });
  return describeJobs(parts, parts.jobs.findJobs(ids)).map((job) => picked(job, [...documented, ...fields]));
}

const picked = (job: TrainingJobDetail, keys: readonly (keyof TrainingJobDetail)[]): ListedJob =>
  Object.fromEntries(keys.map((key) => [key, job[key]])) as unknown as ListedJob;

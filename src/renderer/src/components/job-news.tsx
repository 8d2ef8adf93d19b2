/** What ended while one was elsewhere, as messages at the edge: successes go by themselves, failures stay until seen. */
import { ActionIcon } from '@mantine/core';
import { useEffect } from 'react';
import { hrefOf, type Route } from '../routing/route.ts';
import { jobTitle } from '../state/job-entry.ts';
import type { News } from '../state/news-store.ts';
import { stores, useJobs, useNews } from '../state/page-stores.ts';
import { plural } from '../words/number.ts';
import { Icon } from './icon.tsx';

/** Several are one message. */
const namedAtMost = 3;

export function JobNews() {
  const { news, quiet } = useNews();
  const shown = news.filter(({ jobId }) => !quiet.has(jobId));
  return (
    <>
      <NewsCard news={shown.filter(({ end }) => end === 'succeeded')} end="succeeded" />
      <NewsCard news={shown.filter(({ end }) => end === 'failed')} end="failed" />
    </>
  );
}

interface NewsCardProps {
  readonly news: readonly News[];
  readonly end: News['end'];
}

function NewsCard({ news, end }: NewsCardProps) {
  const named = news.slice(-namedAtMost);
  useNames(named);
  if (news.length === 0) return null;
  const dismiss = (): void => stores().news.see(news.map(({ jobId }) => jobId));
  const others = news.length - named.length;
  return (
    <div className={end === 'failed' ? 'notice notice-failed' : 'notice notice-done'}>
      <div className="grow">
        <strong>{end === 'failed' ? 'Failed' : 'Succeeded'}: </strong>
        {named.map(({ jobId, reason }, index) => (
          <span key={jobId} title={reason ?? undefined}>
            {index > 0 ? ', ' : ''}
            <JobLink jobId={jobId} />
          </span>
        ))}
        {others > 0 ? (
          <>
            {' and '}
            <a href={hrefOf({ page: 'jobs' })}>{plural(others, 'other job')}</a>
          </>
        ) : null}
      </div>
      <ActionIcon aria-label={`Dismiss jobs that ${end}`} size={20} onClick={dismiss}>
        <Icon name="close" size={12} />
      </ActionIcon>
    </div>
  );
}

function JobLink({ jobId }: { readonly jobId: number }) {
  const job = useJobs(({ jobs }) => jobs.get(jobId));
  return (
    <a href={hrefOf({ page: 'job', jobId })}>
      #{jobId}
      {job ? ` ${jobTitle(job)}` : ''}
    </a>
  );
}

/** A job that was on no screen is known by its number only. */
function useNames(named: readonly News[]): void {
  const ids = named.map(({ jobId }) => jobId).join();
  useEffect(() => {
    const { jobs } = stores();
    for (const id of ids.split(',').map(Number)) {
      // One that is gone keeps its number.
      if (id > 0 && !jobs.state.getState().jobs.has(id)) jobs.loadOne(id).catch(() => undefined);
    }
  }, [ids]);
}

/** Looking at the list of jobs, or at a job, is seeing what ended there; a hidden window sees nothing. */
export function useSeenNews(route: Route): void {
  const { news } = useNews();
  const jobId = route.page === 'job' ? route.jobId : null;
  const isList = route.page === 'jobs';
  useEffect(() => {
    const see = (): void => {
      if (document.visibilityState !== 'visible') return;
      if (isList) stores().news.seeAll();
      else if (jobId !== null) stores().news.see([jobId]);
    };
    see();
    document.addEventListener('visibilitychange', see);
    return () => document.removeEventListener('visibilitychange', see);
  }, [news, jobId, isList]);
}

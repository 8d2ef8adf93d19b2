import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../../src/main/store/open-database.ts';
import { createJobStore } from '../../../../src/main/store/job-store.ts';
import { filterWords, statusFilters } from '../../../../src/renderer/src/pages/jobs/status-filters.ts';
import { jobsInWords } from '../../../../src/main/desktop/jobs-at-work.ts';
import { type JobStatus, jobStatusSchema } from '../../../../src/shared/contract/job.ts';
import { allowedChanges } from '../../../../src/shared/domain/job-state.ts';
import {
  factsOf,
  holdsSlot,
  isFinished,
  isHeld,
  isLastMessage,
  isWaiting,
  jobStatuses,
  type StatusFacts,
  statusFacts,
  statusesWhere,
} from '../../../../src/shared/domain/job-status.ts';
import { repositoryRoot } from '../../../support/program.ts';

const schema = readFileSync(join(repositoryRoot, 'src/main/store/schema.sql'), 'utf8');
const listed = (pattern: RegExp): readonly string[] =>
  (pattern.exec(schema)?.[1] ?? '').split(', ').map((quoted) => quoted.slice(1, -1));

describe('the facts of each status', () => {
  it('agree with the moves that it allows', () => {
    expect(jobStatuses().toSorted()).toEqual(jobStatusSchema.options.toSorted());
    for (const status of jobStatuses()) {
      const changes: readonly string[] = allowedChanges[status];
      const { may, lastMessage } = statusFacts[status];
      expect(isFinished({ status })).toBe(changes.length === 0);
      expect(may.includes('stop')).toBe(changes.includes('stopped'));
      expect(may.includes('delete')).toBe(isFinished({ status }));
      expect(may.includes('pause')).toBe(changes.includes('held') || changes.includes('paused'));
      expect(may.includes('resume')).toBe(false);
      expect(may.includes('finish')).toBe(holdsSlot({ status }));
      expect(lastMessage !== null).toBe(isFinished({ status }));
    }
  });

  it('agree with what the tables of the database allow', () => {
    expect(listed(/CHECK \(status IN \(([^)]*)\)\)/).toSorted()).toEqual(jobStatuses().toSorted());
    expect(listed(/CHECK \(\(finished_at IS NOT NULL\) = \(status IN \(([^)]*)\)/)).toEqual(
      statusesWhere(isFinished),
    );
    const database = openDatabase(':memory:');
    const counted = database.prepare<[], string>('SELECT status FROM job_counts ORDER BY status').pluck();
    expect(counted.all()).toEqual(jobStatuses().toSorted());
    database.close();
  });
});

describe('a job that is held', () => {
  it('has a name, a shape and a way on of its own, and waits', () => {
    const held = { status: 'queued', held: true } as const;
    expect(factsOf(held)).toMatchObject({
      words: 'Paused',
      shape: 'bars',
      may: ['resume', 'finish', 'stop'],
    });
    expect([isHeld(held), isWaiting(held), holdsSlot(held), isFinished(held)]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    expect(isHeld({ status: 'stopped', held: true })).toBe(false);
  });
});

const parked = 'parked' as JobStatus;
const facts: Record<JobStatus, StatusFacts> = statusFacts;

describe('a status that is added to the table', () => {
  afterEach(() => {
    Reflect.deleteProperty(facts, parked);
  });

  it('has its tab, its count, its words, its place in line and its last message', () => {
    facts[parked] = { ...statusFacts.queued, words: 'Parked', lastMessage: 'log' };
    expect(statusFilters().at(-1)).toBe(parked);
    expect(filterWords(parked)).toBe('Parked');
    const database = openDatabase(':memory:');
    expect(createJobStore(database).countJobs()).toMatchObject({ queued: 0, parked: 0 });
    database.close();
    expect(statusesWhere(isWaiting)).toEqual(['queued', parked]);
    expect(statusesWhere(holdsSlot)).toEqual(['running']);
    expect(jobsInWords(new Map([[1, { jobId: 1, status: parked, progress: 0 }]]))).toBe('1 waiting');
    expect(isLastMessage({ type: 'log' })).toBe(true);
  });
});

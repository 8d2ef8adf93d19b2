/** A job as the interface knows it, of which nothing is known yet but that it waits. */
import { type JobEntry, entryOfDetail } from '../../src/renderer/src/state/job-entry.ts';
import { exampleJob } from './small-backend.ts';

export const waitingEntry: JobEntry = { ...entryOfDetail(exampleJob), facts: null };

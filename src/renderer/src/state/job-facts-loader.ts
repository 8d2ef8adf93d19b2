/**
 * The list answers ten keys per job; name, cells and device come from each job by itself. They are asked for a few at a
 * time, the rows on the screen first.
 */
import { loadJob, useJobsStore } from './jobs-store.ts';

const askedAtOnce = 4;
const wanted: number[] = [];
const asking = new Set<number>();

/** The given jobs come next, before everything wanted earlier; those already known are left alone. */
export function wantFacts(ids: readonly number[]): void {
  const { jobs } = useJobsStore.getState();
  const missing = ids.filter((id) => jobs.get(id)?.facts === null && !asking.has(id));
  const next = new Set(missing);
  const rest = wanted.filter((id) => !next.has(id));
  wanted.splice(0, wanted.length, ...missing, ...rest);
  askMore();
}

/** Asks again for jobs whose facts have changed. */
export function refreshFacts(ids: readonly number[]): void {
  if (ids.length === 0) return;
  wanted.unshift(...ids.filter((id) => !wanted.includes(id)));
  askMore();
}

function askMore(): void {
  while (asking.size < askedAtOnce) {
    // One that is on its way may bring an older answer than the one that is wanted: it is asked again after it.
    const place = wanted.findIndex((id) => !asking.has(id));
    const [id] = place === -1 ? [] : wanted.splice(place, 1);
    if (id === undefined) return;
    void ask(id);
  }
}

async function ask(id: number): Promise<void> {
  asking.add(id);
  try {
    await loadJob(id);
  } catch {
    // Deleted meanwhile, or the connection is lost: the next look at the list asks again.
  } finally {
    asking.delete(id);
    askMore();
  }
}

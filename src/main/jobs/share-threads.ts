/** How the jobs that run share the cores. Pure. */

/**
 * Threads of each job, of which no more than `useful` of them would be at work: one at least, and what is left goes round.
 * Together never more than there are cores, but for that one each.
 */
export function shareThreads(cores: number, useful: readonly number[]): readonly number[] {
  const shares = useful.map(() => 1);
  let left = cores - shares.length;
  for (;;) {
    const wanting = [...shares.keys()].filter((job) => (shares[job] ?? 0) < (useful[job] ?? 0));
    if (wanting.length === 0 || left <= 0) return shares;
    for (const job of wanting.slice(0, left)) shares[job] = (shares[job] ?? 0) + 1;
    left -= wanting.length;
  }
}

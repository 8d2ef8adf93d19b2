/** What several runs do at once, as far as their network's set allows. */

/**
 * Does `work` for all items, so many at once, group after group. Rejects as the first of a group that failed, in their order,
 * once all of the group have ended: the same whichever was the quicker.
 */
export async function sideBySide<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  for (let start = 0; start < items.length; start += atOnce) {
    const ends = await Promise.allSettled(items.slice(start, start + atOnce).map(work));
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  }
}

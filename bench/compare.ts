/** Times several contestants in turns, so that whatever else the machine does meets all of them. */
import type { Contestant } from './contestant.ts';

const rounds = 3;

/** Warms each up, then lets them take turns; milliseconds of all steps, in the order of the contestants. */
export async function takeTurns(
  contestants: readonly Contestant[],
  budgetMs: number,
): Promise<readonly (readonly number[])[]> {
  for (const contestant of contestants) await contestant.timeSteps(budgetMs / 2);
  const stepsMs = contestants.map(() => [] as number[]);
  for (let round = 0; round < rounds; round++) {
    for (const [index, contestant] of contestants.entries()) {
      stepsMs[index]?.push(...(await contestant.timeSteps(budgetMs / rounds)));
    }
  }
  for (const contestant of contestants) contestant.close();
  return stepsMs;
}

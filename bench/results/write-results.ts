/** `npm run bench -- --only results`: every cell of the published sets held out once, written to docs/results.md. */
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { repositoryRoot, startProgram } from '../../test/support/program.ts';
import { call } from '../../test/support/rest-client.ts';
import { findDataSets } from './data-sets.ts';
import { holdOutEachCell } from './hold-out.ts';
import { type GroupResult, resultTables, type SetResult, summaryTable } from './results-document.ts';

const jobsAtOnce = 2;
const file = join(repositoryRoot, 'docs', 'results.md');

const introduction = `# Results on published cells

Written by \`npm run bench -- --only results --data DIR\`, with the folders \`xjtu\`, \`tju\`, \`mit\` and \`hust\` in \`DIR\`
(the per-cycle features of PINN4SOH). Nothing in it is edited by hand; the last section holds what
\`npm run bench -- --only coverage --data DIR\` prints.

Every cell is held out once: the cells of a group are dealt into three folds; a job gets the cells of the other two, with
the documented defaults and one seed (100 epochs, batch 32, learning rate 0.001; one fifth of its cells, drawn with the
seed, validates and chooses the epoch). Its model is then evaluated, through the API, on the cells it has not met in any
role. Scalers are fitted on training cells alone; no cell is scaled by its own life. Ridge and the mean are fitted on the
same training cells; linear fade draws a line through each held-out cell's own first measured cycles, which the others
do not see. One seed is one draw: differences of a tenth of an error say nothing.`;

export async function writeResults(dataFolder: string): Promise<void> {
  const startedAt = performance.now();
  const sets = await findDataSets(dataFolder);
  const results: SetResult[] = [];
  const program = await startProgram();
  try {
    await call('PATCH', `${program.api}/settings`, { max_concurrent_jobs: jobsAtOnce });
    for (const { groups, ...facts } of sets) {
      const judged: GroupResult[] = [];
      for (const group of groups) {
        const cells = await holdOutEachCell(program.api, group, (words) =>
          console.error(`${facts.name} ${words}`),
        );
        judged.push({ name: group.name, cells });
      }
      results.push({ ...facts, groups: judged });
    }
  } finally {
    await program.stop();
  }
  const minutes = Math.round((performance.now() - startedAt) / 60_000);
  const closing = `All of it took ${minutes} minutes on this machine, ${jobsAtOnce} jobs at once.`;
  const kept = await keptSection();
  const document = [introduction, summaryTable(results), ...results.map(resultTables), closing, ...kept].join(
    '\n\n',
  );
  const text = await format(document, { ...(await resolveConfig(file)), filepath: file });
  await writeFile(file, text);
  console.log('docs/results.md written');
}

/** What `--only coverage` measured, which this does not. */
async function keptSection(): Promise<readonly string[]> {
  const before = await readFile(file, 'utf8');
  const start = before.indexOf('## Coverage, applicability and confidence');
  return start === -1 ? [] : [before.slice(start).trim()];
}

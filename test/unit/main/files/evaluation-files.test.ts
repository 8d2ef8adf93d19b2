import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { nothingKnown, sweepFolder } from '../../../support/sweep.ts';
import { createEvaluationFiles } from '../../../../src/main/files/evaluation-files.ts';

it('what no evaluation names is swept away at the start, half a file of a crash too', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-evaluations-'));
  const files = createEvaluationFiles(dataDir);
  await mkdir(join(dataDir, 'evaluations'));
  const [kept, forgotten] = [files.newName(), files.newName()];
  for (const name of [kept, forgotten, `${kept}.part`]) await writeFile(files.pathOf(name), '{}');
  await sweepFolder(dataDir, { ...nothingKnown, evaluationFiles: [kept] });
  expect(await readdir(join(dataDir, 'evaluations'))).toEqual([kept]);
  await files.remove(kept);
  await files.remove(kept);
  expect(await readdir(join(dataDir, 'evaluations'))).toEqual([]);
  await rm(dataDir, { recursive: true });
});

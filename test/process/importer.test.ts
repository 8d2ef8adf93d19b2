import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { spawnUtilityChild } from '../../src/main/desktop/spawn-utility-child.ts';
import type { StartChild } from '../../src/main/processes/child.ts';
import { forkChild } from '../../src/main/processes/fork-child.ts';
import { createImporter, type Importer } from '../../src/main/processes/importer.ts';
import type { ErrorCode } from '../../src/shared/contract/errors.ts';
import type { ImportRequest } from '../../src/shared/contract/importer-messages.ts';
import { createBatteryParts, importerSource } from '../support/battery-parts.ts';
import { repositoryRoot } from '../support/program.ts';
import { standInUtility } from '../support/stand-in-utility.ts';
import { madeUpSamples, type Sample, samplesAsCsv } from '../support/raw-samples.ts';

const sampleColumns = {
  cycle: ({ cycle }: Sample) => cycle,
  'time (s)': ({ time }: Sample) => time,
  'voltage (V)': ({ voltage }: Sample) => voltage,
  'current (A)': ({ current }: Sample) => current,
};

const child = (name: string): string =>
  join(repositoryRoot, 'test', 'process', 'children', `importer-${name}.mjs`);

describe.each<[string, StartChild]>([
  ["Node's fork", forkChild],
  ["Electron's utilityProcess", spawnUtilityChild(standInUtility)],
])('the importer process of %s', (_, startChild) => {
  let folder: string;
  let importer: Importer | undefined;
  let request: ImportRequest;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'cellwright-importer-'));
    await writeFile(join(folder, 'cell.csv'), 'cycle,capacity,a\n1,2,3\n2,1.9,3\n');
    request = {
      kind: 'file',
      path: join(folder, 'cell.csv'),
      filename: 'cell.csv',
      nominal_capacity: null,
      end_of_life: 0.8,
      skip_repairs: [],
      staging_folder: folder,
    };
  });
  afterEach(async () => {
    await importer?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  const issueFrom = async (code: ErrorCode, modulePath: string, options = {}): Promise<string> => {
    importer = createImporter({ modulePath, startChild, ...options });
    const error = await importer.run(request).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code, details: [{ field: 'file' }] });
    return (error as { details: { issue: string }[] }).details[0]!.issue;
  };

  it('answers with the cells and leaves their arrays in the staging folder', async () => {
    importer = createImporter({ modulePath: importerSource, startChild });
    const [cell] = await importer.run(request);
    expect(cell).toMatchObject({ label: null, total_cycles: 2, features: ['a'], nominal_capacity: 2 });
    expect(await readdir(folder)).toContain(`${cell!.dataset_hash}.safetensors`);
  });

  it('leaves the curves of samples beside the arrays, and says what it found', async () => {
    await writeFile(join(folder, 'cell.csv'), samplesAsCsv(madeUpSamples(3), sampleColumns));
    importer = createImporter({ modulePath: importerSource, startChild });
    const [cell] = await importer.run(request);
    expect(cell?.quality).toMatchObject({ format: 'csv_time_series', cycles_kept: 3 });
    expect(await readdir(folder)).toContain(`${cell!.dataset_hash}.curves.safetensors`);
  });

  it('refuses in the words of the reader', async () => {
    await writeFile(join(folder, 'cell.csv'), 'cycle,voltage\n1,2\n');
    expect(await issueFrom('INVALID_FILE_FORMAT', importerSource)).toContain(
      'found "cycle", "voltage"; line 1',
    );
  });

  it('that takes too long is ended', async () => {
    expect(await issueFrom('TOO_SLOW', child('hangs'), { timeLimitMs: 500 })).toMatch(
      /^reading it took longer than/,
    );
  });

  it('that hang give their slots back one after the other: what waits behind them has its turn', async () => {
    const options = { modulePath: child('hangs'), startChild, maxConcurrent: 2, timeLimitMs: 500 };
    importer = createImporter(options);
    const endings = await Promise.allSettled(Array.from({ length: 5 }, () => importer!.run(request)));
    for (const ending of endings) {
      const reason: unknown = expect.objectContaining({ code: 'TOO_SLOW' });
      expect(ending).toEqual({ status: 'rejected', reason });
    }
  });

  it('that crashes costs the upload only', async () => {
    expect(await issueFrom('PROCESS_LOST', child('crashes'))).toMatch(/ended unexpectedly/);
  });

  it('that runs out of memory says so', async () => {
    expect(await issueFrom('INVALID_FILE_FORMAT', child('eats-memory'), { memoryLimitMb: 24 })).toMatch(
      /more than 24 MB of memory/,
    );
  });

  it('whose numbers outside of the heap take too much says so, and is over at once', async () => {
    const rows = Array.from({ length: 400_000 }, (_, row) => `${row},3.7,${row % 2 === 0 ? 1 : -1}`);
    await writeFile(join(folder, 'cell.csv'), ['time (s),voltage (V),current (A)', ...rows].join('\n'));
    expect(await issueFrom('INVALID_FILE_FORMAT', importerSource, { residentLimitMb: 60 })).toBe(
      'reading it needs more than 60 MB of memory; split the file',
    );
  });

  it('that talks nonsense is not believed', async () => {
    expect(await issueFrom('PROCESS_LOST', child('talks-nonsense'))).toMatch(/ended unexpectedly/);
  });

  it('that does not exist is an answer too', async () => {
    expect(await issueFrom('PROCESS_LOST', join(folder, 'missing.js'))).toMatch(/ended unexpectedly/);
  });

  it('stopping ends those that run, and starts no further ones', async () => {
    importer = createImporter({ modulePath: child('hangs'), startChild, maxConcurrent: 1 });
    const both = [importer.run(request), importer.run(request)];
    const endings = Promise.allSettled(both);
    await importer.stop();
    const stopped = { status: 'rejected', reason: expect.objectContaining({ code: 'SHUTTING_DOWN' }) };
    expect(await endings).toEqual([stopped, stopped]);
  });

  it('leaves nothing behind when it fails in the middle of an import', async () => {
    const parts = await createBatteryParts(child('crashes'));
    try {
      await expect(parts.upload('cell.csv', 'cycle,capacity\n1,2\n')).rejects.toMatchObject({
        code: 'PROCESS_LOST',
      });
      expect(await readdir(join(parts.dataDir, 'arrays'))).toEqual([]);
      expect(parts.batteryStore.listDatasetHashes()).toEqual([]);
    } finally {
      await parts.close();
    }
  });
});

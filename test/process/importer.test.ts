import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createImporter, type Importer } from '../../src/main/processes/importer.ts';
import type { ImportRequest } from '../../src/shared/contract/importer-messages.ts';
import { createBatteryParts, importerSource } from '../support/battery-parts.ts';
import { repositoryRoot } from '../support/program.ts';
import { madeUpSamples, type Sample, samplesAsCsv } from '../support/raw-samples.ts';

const sampleColumns = {
  cycle: ({ cycle }: Sample) => cycle,
  'time (s)': ({ time }: Sample) => time,
  'voltage (V)': ({ voltage }: Sample) => voltage,
  'current (A)': ({ current }: Sample) => current,
};

const child = (name: string): string =>
  join(repositoryRoot, 'test', 'process', 'children', `importer-${name}.mjs`);

describe('the importer process', () => {
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

  const issueFrom = async (modulePath: string, options = {}): Promise<string> => {
    importer = createImporter({ modulePath, ...options });
    const error = await importer.run(request).catch((caught: unknown) => caught);
    expect(error).toMatchObject({ code: 'INVALID_FILE_FORMAT', details: [{ field: 'file' }] });
    return (error as { details: { issue: string }[] }).details[0]!.issue;
  };

  it('answers with the cells and leaves their arrays in the staging folder', async () => {
    importer = createImporter({ modulePath: importerSource });
    const [cell] = await importer.run(request);
    expect(cell).toMatchObject({ label: null, total_cycles: 2, features: ['a'], nominal_capacity: 2 });
    expect(await readdir(folder)).toContain(`${cell!.dataset_hash}.safetensors`);
  });

  it('leaves the curves of samples beside the arrays, and says what it found', async () => {
    await writeFile(join(folder, 'cell.csv'), samplesAsCsv(madeUpSamples(3), sampleColumns));
    importer = createImporter({ modulePath: importerSource });
    const [cell] = await importer.run(request);
    expect(cell?.quality).toMatchObject({ format: 'csv_time_series', cycles_kept: 3 });
    expect(await readdir(folder)).toContain(`${cell!.dataset_hash}.curves.safetensors`);
  });

  it('refuses in the words of the reader', async () => {
    await writeFile(join(folder, 'cell.csv'), 'cycle,voltage\n1,2\n');
    expect(await issueFrom(importerSource)).toContain('found "cycle", "voltage"; line 1');
  });

  it('that takes too long is ended', async () => {
    expect(await issueFrom(child('hangs'), { timeLimitMs: 500 })).toMatch(/^reading it took longer than/);
  });

  it('that crashes costs the upload only', async () => {
    expect(await issueFrom(child('crashes'))).toMatch(/ended unexpectedly/);
  });

  it('that runs out of memory says so', async () => {
    expect(await issueFrom(child('eats-memory'), { memoryLimitMb: 24 })).toMatch(/more than 24 MB of memory/);
  });

  it('whose numbers outside of the heap take too much says so, and is over at once', async () => {
    const rows = Array.from({ length: 400_000 }, (_, row) => `${row},3.7,${row % 2 === 0 ? 1 : -1}`);
    await writeFile(join(folder, 'cell.csv'), ['time (s),voltage (V),current (A)', ...rows].join('\n'));
    expect(await issueFrom(importerSource, { residentLimitMb: 60 })).toBe(
      'reading it needs more than 60 MB of memory; split the file',
    );
  });

  it('that talks nonsense is not believed', async () => {
    expect(await issueFrom(child('talks-nonsense'))).toMatch(/ended unexpectedly/);
  });

  it('that does not exist is an answer too', async () => {
    expect(await issueFrom(join(folder, 'missing.js'))).toMatch(/ended unexpectedly/);
  });

  it('stopping ends those that run, and starts no further ones', async () => {
    importer = createImporter({ modulePath: child('hangs'), maxConcurrent: 1 });
    const both = [importer.run(request), importer.run(request)];
    const endings = Promise.allSettled(both);
    await importer.stop();
    expect((await endings).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('leaves nothing behind when it fails in the middle of an import', async () => {
    const parts = await createBatteryParts(child('crashes'));
    try {
      await expect(parts.upload('cell.csv', 'cycle,capacity\n1,2\n')).rejects.toMatchObject({
        code: 'INVALID_FILE_FORMAT',
      });
      expect(await readdir(join(parts.dataDir, 'arrays'))).toEqual([]);
      expect(parts.batteryStore.listDatasetHashes()).toEqual([]);
    } finally {
      await parts.close();
    }
  });
});

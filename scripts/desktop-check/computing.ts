/** 1 and 3: all that the program computes, from what it is packed as; and many trainings beside a busy main. */
import { setTimeout as delay } from 'node:timers/promises';
import { seversonFixture } from '../../test/support/mat-fixtures.ts';
import { encodeMatV73 } from '../../test/support/mat-v73-writer.ts';
import { type Api, apiOf, claim, type Json } from './api.ts';
import { type Check, trainingOn } from './checks.ts';
import { start } from './program.ts';

/** Modules of the archive, both kinds of files, a thread of a trainer, a predictor, a thread of main. */
export const computes: Check = async ({ program, folder }) => {
  const running = await start(program, folder);
  try {
    const api = apiOf(running.url);
    for (const [path, word] of [
      ['/', '<div id="root"'],
      ['/docs', 'swagger'],
      ['/third-party-notices.txt', 'react'],
    ] as const) {
      const text = new TextDecoder().decode(await api.bytes(path));
      claim(text.includes(word), `${path} does not hold ${word}`);
    }
    const cells = [await importCsv(api, 0.008), await importCsv(api, 0.009)];
    const mat = await importFile(api, 'batch.mat', await encodeMatV73(seversonFixture));
    const job = await api.over(await api.job(bilstm(cells)));
    claim(job['status'] === 'succeeded', `the BiLSTM ${JSON.stringify(job)}`);
    const prediction = await api.call('POST', '/predictions', { algorithm: 'bilstm', battery_id: cells[0] });
    const onnx = await api.bytes('/api/v1/models/1/download?format=onnx');
    claim(onnx.length > 1000, `the ONNX file has ${onnx.length} bytes`);
    const { soh } = prediction['result'] as Json;
    return `csv, ${mat.length} cells of a .mat, BiLSTM of 3 epochs on 2 threads, SoH ${Number(soh).toFixed(3)}, ONNX of ${onnx.length} bytes`;
  } finally {
    await running.stop();
  }
};

const bilstm = (batteryIds: readonly unknown[]): Json => ({
  algorithm: 'bilstm',
  battery_ids: batteryIds,
  hyperparams: { epochs: 3, hidden_size: 16, window: 10, threads: 2 },
});

/** A cell that loses so much at each cycle. */
async function importCsv(api: Api, fadeAh: number): Promise<unknown> {
  const rows = Array.from(
    { length: 90 },
    (_, row) => `${row + 1},${(2 - row * fadeAh).toFixed(4)},${24 + (row % 5)}`,
  );
  const text = `cycle,capacity,temperature\n${rows.join('\n')}\n`;
  return (await importFile(api, `fade-${fadeAh}.csv`, Buffer.from(text)))[0];
}

/** Answers the numbers of its cells. */
async function importFile(api: Api, filename: string, bytes: Uint8Array): Promise<readonly unknown[]> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(bytes)]), filename);
  const answer = await api.call('POST', '/batteries', form);
  const cells = (answer['batteries'] ?? answer['items'] ?? [answer]) as readonly Json[];
  return cells.map(({ id }) => id);
}

/** Main answers long lists all the while. */
export const manyJobs: Check = async ({ program, folder, jobCount }) => {
  const running = await start(program, folder);
  try {
    const api = apiOf(running.url);
    await api.call('PATCH', '/settings', { max_concurrent_jobs: 3 });
    const { items } = await api.call('POST', '/batteries/samples');
    const batteryIds = (items as readonly Json[]).slice(0, 2).map(({ id }) => id);
    const busy = keepBusy(api);
    const startedAt = performance.now();
    const jobs: number[] = [];
    for (let count = 0; count < jobCount; count += 1) jobs.push(await api.job(trainingOn(batteryIds)));
    const ends = await Promise.all(jobs.map(api.over));
    const asked = await busy.stop();
    const failed = ends.filter(({ status }) => status !== 'succeeded');
    claim(failed.length === 0, `${failed.length} of ${jobCount} failed: ${JSON.stringify(failed[0])}`);
    const seconds = Math.round((performance.now() - startedAt) / 1000);
    return `${jobCount} of ${jobCount} succeeded in ${seconds} s, beside ${asked} long answers`;
  } finally {
    await running.stop();
  }
};

function keepBusy(api: Api): { readonly stop: () => Promise<number> } {
  let isOver = false;
  let asked = 0;
  const loop = async (path: string): Promise<void> => {
    while (!isOver) {
      await api.bytes(path);
      asked += 1;
      await delay(5);
    }
  };
  const paths = ['/api/v1/training-jobs?page_size=100', '/api/v1/batteries/1/cycles', '/docs/json'];
  const loops = paths.map((path) => loop(path).catch(() => undefined));
  return {
    stop: async () => {
      isOver = true;
      await Promise.all(loops);
      return asked;
    },
  };
}

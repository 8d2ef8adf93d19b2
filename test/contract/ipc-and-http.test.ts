/** Every query answers the same over HTTP and over IPC: one backend, two doors. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Backend } from '../../src/main/api/backend-interface.ts';
import { createDispatch } from '../../src/main/api/dispatch.ts';
import { handleOperations } from '../../src/main/api/ipc/handle-operations.ts';
import { startBackend } from '../../src/main/backend.ts';
import { startHost, type Host } from '../../src/main/headless/start-host.ts';
import { type BridgeResult, bridgeChannels } from '../../src/shared/contract/bridge.ts';
import { type Operation, operations } from '../../src/shared/contract/operations.ts';
import { requestOfOperation } from '../../src/renderer/src/client/request-of-operation.ts';
import { repositoryRoot } from '../support/program.ts';
import { waitForJob } from '../support/rest-client.ts';
import { createSmallIpc, trustedFrame } from '../support/small-ipc.ts';

type OperationName = keyof typeof operations;

/** For every query, what is asked of a backend with samples and one finished job; and what is not there. */
const questions: Readonly<Record<string, readonly object[]>> = {
  'list-training-jobs': [{}, { status: 'succeeded', page_size: 1 }, { page: 0 }],
  'get-training-job': [{ job_id: 1 }, { job_id: 99 }],
  'get-training-logs': [{ job_id: 1 }, { job_id: 1, page_size: 1000 }],
  'get-training-metrics': [{ job_id: 1 }],
  'list-batteries': [{}, { search: 'nothing like it' }],
  'get-battery': [{ battery_id: 1 }, { battery_id: 'one' }],
  'list-battery-cycles': [{ battery_id: 1, page_size: 100 }],
  'list-models': [{}, { algorithm: 'magic' }],
  'get-model': [{ model_id: 1 }, { model_id: 2 }],
  'download-model': [{ model_id: 1 }, { model_id: 2 }],
  'get-health': [{}],
  'get-version': [{}],
  'get-settings': [{}],
};

describe('over HTTP and over IPC', () => {
  let host: Host;
  let backend: Backend;
  let api: string;
  let dataDir: string;
  const ipc = createSmallIpc();
  const ask = (operation: string, input: object): Promise<BridgeResult> =>
    ipc.invoke(
      bridgeChannels.operation,
      { senderFrame: trustedFrame },
      operation,
      input,
    ) as Promise<BridgeResult>;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'cellwright-doors-'));
    host = await startHost({
      arguments: { port: '0', 'data-dir': dataDir },
      environment: {},
      programDir: join(repositoryRoot, 'out', 'main'),
      startBackend: async (options) => (backend = await startBackend(options)),
    });
    api = `http://127.0.0.1:${host.port}/api/v1`;
    handleOperations(ipc.main, {
      dispatch: createDispatch(backend.handlers, (error) => {
        throw error;
      }),
      saveFile: (file) => Promise.resolve(file),
    });
    expect(await ask('create-sample-batteries', {})).toMatchObject({ ok: true });
    const created = await ask('create-training-job', {
      algorithm: 'baseline',
      battery_ids: [1, 2],
      hyperparams: { epochs: 2 },
    });
    expect(created).toMatchObject({ ok: true, output: { id: 1 } });
    await waitForJob(api, 1);
  });
  afterAll(async () => {
    await host.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('every query is asked', () => {
    const queries = Object.entries<Operation>(operations).filter(([, { kind }]) => kind === 'query');
    expect(Object.keys(questions).sort()).toEqual(queries.map(([name]) => name).sort());
  });

  const cases = Object.entries(questions).flatMap(([name, inputs]) =>
    inputs.map((input) => [name, JSON.stringify(input), input] as const),
  );
  it.each(cases)('%s %s', async (name, _text, input) => {
    const { method, path } = requestOfOperation(name as OperationName, input);
    const response = await fetch(api + path, { method });
    const overIpc = await ask(name, input);
    if (overIpc.ok && name === 'download-model') {
      const { path: file } = overIpc.output as { readonly path: string };
      expect(Buffer.from(await response.arrayBuffer())).toEqual(await readFile(file));
      return;
    }
    const overHttp = (await response.json()) as object;
    const inJson = JSON.parse(
      JSON.stringify(overIpc.ok ? overIpc.output : { error: overIpc.error }),
    ) as object;
    expect(response.ok).toBe(overIpc.ok);
    expect(withoutMoment(inJson)).toEqual(withoutMoment(overHttp));
  });
});

/** Two questions are asked at two moments, each under its own trace id. */
const withoutMoment = (answer: object): unknown =>
  JSON.parse(
    JSON.stringify(answer, (key, value: unknown) =>
      key === 'trace_id' || key === 'uptime_seconds' ? undefined : value,
    ),
  );

/** A program with samples, one succeeded job and what its model was used for, and its two doors: HTTP as scripts use it, IPC as the window does. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Backend } from '../../src/main/api/backend-interface.ts';
import { createDispatch } from '../../src/main/api/dispatch.ts';
import { handleImports } from '../../src/main/api/ipc/handle-imports.ts';
import { handleOperations } from '../../src/main/api/ipc/handle-operations.ts';
import { startBackend } from '../../src/main/backend.ts';
import { startHost } from '../../src/main/host/start-host.ts';
import { requestOfOperation } from '../../src/renderer/src/client/request-of-operation.ts';
import { type BridgeResult, bridgeChannels } from '../../src/shared/contract/bridge.ts';
import type { FileDownload } from '../../src/shared/contract/model.ts';
import { type Operation, operations } from '../../src/shared/contract/operations.ts';
import type { OperationCase } from '../contract/operation-cases.ts';
import { repositoryRoot } from './program.ts';
import { createSmallIpc, trustedFrame } from './small-ipc.ts';
import { waitForJob } from './rest-client.ts';

/** `answer`: the output, or the envelope of a failure, as JSON carries it; a file's bytes as text. */
export interface Answered {
  readonly isOk: boolean;
  readonly answer: unknown;
}

export interface TwoDoors {
  readonly overHttp: (one: OperationCase) => Promise<Answered>;
  readonly overIpc: (one: OperationCase) => Promise<Answered>;
  readonly close: () => Promise<void>;
}

export async function openTwoDoors(): Promise<TwoDoors> {
  const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-doors-'));
  let backend: Backend | undefined;
  const host = await startHost({
    arguments: { port: '0', 'data-dir': dataDir },
    environment: {},
    programDir: join(repositoryRoot, 'out', 'main'),
    startBackend: async (options) => (backend = await startBackend(options)),
  });
  if (!backend) throw new Error('the host came up without its backend');
  const api = `http://127.0.0.1:${host.port}/api/v1`;
  const doors = {
    overHttp: (one: OperationCase) => askOverHttp(api, one),
    overIpc: ipcDoor(backend, dataDir),
    close: async () => {
      await host.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  await doors.overIpc({ operation: 'create-sample-batteries', input: {}, answers: 'ok' });
  const job = { algorithm: 'baseline', battery_ids: [1, 2], hyperparams: { epochs: 2 } };
  await doors.overIpc({ operation: 'create-training-job', input: job, answers: 'ok' });
  await waitForJob(api, 1);
  const prediction = { algorithm: 'baseline', battery_id: 1 };
  await doors.overIpc({ operation: 'create-prediction', input: prediction, answers: 'ok' });
  const evaluation = { model_id: 1, battery_ids: [1, 2] };
  await doors.overIpc({ operation: 'evaluate-model', input: evaluation, answers: 'ok' });
  return doors;
}

async function askOverHttp(api: string, { operation, input, file }: OperationCase): Promise<Answered> {
  const { method, path, body } = requestOfOperation(operation, input);
  const response = await fetch(api + path, { method, ...(file ? formOf(input, file) : jsonOf(body)) });
  const { transfer }: Operation = operations[operation];
  const text = await response.text();
  const isFile = transfer === 'file' && response.ok;
  return { isOk: response.ok, answer: isFile ? text : text === '' ? null : JSON.parse(text) };
}

const jsonOf = (body: string | null) =>
  body === null ? {} : { body, headers: { 'content-type': 'application/json' } };

function formOf(fields: object, file: NonNullable<OperationCase['file']>) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, String(value));
  form.append('file', new Blob([file.content]), file.name);
  return { body: form };
}

function ipcDoor(backend: Backend, folder: string): TwoDoors['overIpc'] {
  const ipc = createSmallIpc();
  const report = (error: unknown): never => {
    throw error;
  };
  const dispatch = createDispatch(backend.handlers, report, backend.inputChecks);
  handleOperations(ipc.main, { dispatch, saveFile: (download) => Promise.resolve(download) });
  handleImports(ipc.main, dispatch);
  const invoke = (channel: string, ...args: readonly unknown[]) =>
    ipc.invoke(channel, { senderFrame: trustedFrame }, ...args) as Promise<BridgeResult>;
  return async ({ operation, input, file }) => {
    const result = file
      ? await invoke(bridgeChannels.importFile, await chosenFile(folder, { operation, input, file }))
      : await invoke(bridgeChannels.operation, operation, input);
    return answeredOf(operations[operation], result);
  };
}

/** As the preload describes a file that the user chose. */
async function chosenFile(
  folder: string,
  {
    operation,
    input: fields,
    file,
  }: Pick<OperationCase, 'operation' | 'input'> & Required<Pick<OperationCase, 'file'>>,
) {
  const path = join(folder, file.name);
  await writeFile(path, file.content);
  return { operation, path, filename: file.name, fields };
}

async function answeredOf({ transfer }: Operation, result: BridgeResult): Promise<Answered> {
  if (result.ok && transfer === 'file') {
    return { isOk: true, answer: await readFile((result.output as FileDownload).path, 'utf8') };
  }
  if (result.ok && result.isJsonText)
    return { isOk: true, answer: JSON.parse(Buffer.from(result.output as Uint8Array).toString()) };
  const answer = result.ok ? result.output : { error: result.error };
  return { isOk: result.ok, answer: JSON.parse(JSON.stringify(answer)) as unknown };
}

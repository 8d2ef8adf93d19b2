/** The trainer's host in a Node (or Electron utility) process: a job folder, a link to the parent, the system's signals. */
import { createHash } from 'node:crypto';
import { constants, open, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn, setTimeout as delay } from 'node:timers/promises';
import { connectParent } from '../processes/parent-port.ts';
import { kernelReader } from '../processes/read-kernel.ts';
import { goneFolder } from '../shared/domain/storage-fault.ts';
import { parentMessageSchema } from '../shared/contract/trainer-messages.ts';
import { nodeGpu } from './node-gpu.ts';
import { teammateStarter } from './node-teammate.ts';
import { nodeThreadStarter } from './node-thread-starter.ts';
import type { TrainerHost } from './trainer-host.ts';
import { moveFile } from '../disk/move-file.ts';

const modelFile = 'model.safetensors';
const checkpointFiles = { newest: 'checkpoint.safetensors', older: 'checkpoint-older.safetensors' } as const;

export interface NodeHost {
  readonly host: TrainerHost;
  /** Waits until the last message has left; nothing keeps the process alive afterwards. */
  readonly close: () => Promise<void>;
}

/** Where the parts of an installation lie that engines are made of, if anywhere. */
interface EngineParts {
  /** The compiled kernels of the WebAssembly engine. */
  readonly kernelFolder: URL;
  /** Entry of a thread that helps one network. */
  readonly engineThread: URL;
  /** Entry of a thread that trains runs. */
  readonly teamThread: URL;
  /** The library that computes on a GPU. */
  readonly gpuFolder: URL;
}

export function createNodeHost(jobFolder: string, parts: EngineParts): NodeHost {
  const [stop, pause] = [new AbortController(), new AbortController()];
  let [finishAfter, threads] = [Infinity, Infinity];
  const parent = connectParent((message) => {
    const wish = parentMessageSchema.safeParse(message).data;
    if (wish?.type === 'stop') stop.abort(new Error('stopped'));
    if (wish?.type === 'pause') pause.abort(new Error('paused'));
    if (wish?.type === 'finish') finishAfter = wish.after_epoch;
    if (wish?.type === 'threads') threads = wish.count;
  });
  process.on('SIGTERM', () => pause.abort(new Error('paused by a signal')));
  // Ctrl-C reaches every process of a terminal; the parent decides what becomes of the job.
  process.on('SIGINT', () => undefined);
  const host: TrainerHost = {
    readSpec: () => readFile(join(jobFolder, 'spec.json'), 'utf8'),
    readArrays: (datasetHash) => readHashed(join(jobFolder, 'arrays'), datasetHash),
    readKernel: kernelReader(parts.kernelFolder),
    startThread: nodeThreadStarter(parts.engineThread),
    startTeammate: teammateStarter(parts.teamThread),
    gpu: nodeGpu(parts.gpuFolder),
    reserveModel: (byteCount) => fillWhole(partOf(join(jobFolder, modelFile)), new Uint8Array(byteCount)),
    writeModel: async (bytes) => {
      await writeWhole(join(jobFolder, modelFile), bytes);
      return modelFile;
    },
    readCheckpoint: (which) => readIfThere(join(jobFolder, checkpointFiles[which])),
    writeCheckpoint: (bytes) => replaceCheckpoint(jobFolder, bytes),
    post: parent.post,
    stopSignal: stop.signal,
    pauseSignal: pause.signal,
    finishAfter: () => finishAfter,
    threadsNow: () => threads,
    timestamp: () => new Date().toISOString(),
    elapsedMs: () => performance.now(),
    rest: (ms) => delay(ms),
    yieldToEvents: () => nextTurn(),
  };
  return { host, close: parent.close };
}

/** A file named by the SHA-256 of its bytes. */
async function readHashed(folder: string, hash: string): Promise<Uint8Array> {
  const bytes = await readFile(join(folder, `${hash}.safetensors`));
  if (createHash('sha256').update(bytes).digest('hex') === hash) return bytes;
  throw new Error('the file has changed since it was stored');
}

async function readIfThere(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch (error) {
    ignoreMissing(error);
    return undefined;
  }
}

function ignoreMissing(error: unknown): void {
  if (!isCode(error, 'ENOENT')) throw error;
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** A process that is killed between any two of these steps leaves one that is whole. */
async function replaceCheckpoint(folder: string, bytes: Uint8Array): Promise<void> {
  const [newest, older] = [join(folder, checkpointFiles.newest), join(folder, checkpointFiles.older)];
  const waiting = `${newest}.new`;
  await writeWhole(waiting, bytes);
  await moveFile(newest, older).catch(ignoreMissing);
  await moveFile(waiting, newest);
}

/** Under another name first, on the disk before it gets its own: a reader never meets half a file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  await fillWhole(partOf(path), bytes);
  await moveFile(partOf(path), path);
}

const partOf = (path: string): string => `${path}.part`;

/** Into the room that the file has already, if any. Throws of a storage fault where the folder itself is gone. */
async function fillWhole(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, constants.O_RDWR | constants.O_CREAT).catch((error: unknown) => {
    throw isCode(error, 'ENOENT') ? goneFolder(dirname(path), error) : error;
  });
  try {
    // All of it: a single write may take less than it was given on a disk that is nearly full.
    await file.writeFile(bytes);
    await file.truncate(bytes.length);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Starts threads that train runs beside this one, as worker threads of Node. */
import { Worker } from 'node:worker_threads';
import type {
  StartTeammate,
  TeamAnswer,
  TeamCall,
  Teammate,
} from '../learning/engines/wasm/team/team-work.ts';

interface Waiting {
  readonly resolve: (values: readonly Float64Array[]) => void;
  readonly reject: (reason: Error) => void;
}

/** `entry`: the compiled or plain `node-team-thread`. */
export function teammateStarter(entry: URL): StartTeammate {
  return (work) =>
    new Promise((resolve) => {
      const worker = new Worker(entry, { workerData: work });
      worker.once('message', () => resolve(teammateOf(worker)));
      worker.once('error', () => resolve(null));
      worker.once('exit', () => resolve(null));
    });
}

function teammateOf(worker: Worker): Teammate {
  const waiting: Waiting[] = [];
  let gone: Error | undefined;
  const endBecause = (reason: string): void => {
    gone ??= new Error(`A thread of the training ended: ${reason}.`);
    for (const { reject } of waiting.splice(0)) reject(gone);
  };
  worker.on('message', (answer: TeamAnswer) => {
    const first = waiting.shift();
    // Only a thread that has something to answer keeps the process from ending.
    if (waiting.length === 0) worker.unref();
    if ('error' in answer) first?.reject(new Error(answer.error));
    else first?.resolve(answer.values);
  });
  worker.on('error', (error: Error) => endBecause(error.message));
  worker.on('exit', (code) => endBecause(`exit code ${code}`));
  worker.unref();
  return {
    ask(call) {
      if (gone) return Promise.reject(gone);
      worker.ref();
      send(worker, call);
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
    dismiss: () => void worker.terminate(),
  };
}

/** What was made for this message goes with it instead of being copied. */
function send(worker: Worker, call: TeamCall): void {
  const arrays =
    call.type === 'predict'
      ? [call.rowIndices]
      : call.lanes.flatMap(({ rowIndices, sizes }) => [rowIndices, sizes]);
  worker.postMessage(
    call,
    arrays.map(({ buffer }) => buffer as ArrayBuffer),
  );
}

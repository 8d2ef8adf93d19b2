/**
 * The process that computes predictions and evaluations, so that nothing of them keeps the main process waiting. Answers
 * its parent's requests in their order until it is ended.
 */
import { createTaskAnswerer } from './answer-task.ts';
import { createEngineFor } from './predictor-engine.ts';
import type { PredictorReply, PredictorRequest } from '../shared/contract/predictor-messages.ts';

const answerTask = createTaskAnswerer(createEngineFor(new URL('../kernels/', import.meta.url)));

function serve(reply: (message: PredictorReply) => void): (request: PredictorRequest) => void {
  let last: Promise<void> = Promise.resolve();
  return ({ id, task }) => {
    last = last.then(async () => reply({ id, reply: await answerTask(task) }));
  };
}

/** As Electron gives it to a utility process; a forked Node process has none. */
interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly on: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

const { parentPort } = process as { readonly parentPort?: ParentPort };
if (parentPort) {
  const hear = serve((message) => parentPort.postMessage(message));
  parentPort.on('message', ({ data }) => hear(data as PredictorRequest));
} else {
  const hear = serve((message) => process.send?.(message));
  process.on('message', (message) => hear(message as PredictorRequest));
  // The parent is gone: nobody will read an answer.
  process.once('disconnect', () => process.exit(0));
}

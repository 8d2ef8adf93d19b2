/**
 * The process that reads one upload (or makes the samples), so that a file that is too large, or that breaks the
 * reader, costs itself only. Gets one order from its parent, answers once, and ends.
 */
import { AppError } from '../shared/domain/app-error.ts';
import { importFile } from './import-file.ts';
import {
  type ImportAnswer,
  type ImportOrder,
  importOrderSchema,
} from '../shared/contract/importer-messages.ts';
import { invalidFile } from '../shared/domain/invalid-file.ts';
import { watchMemory } from './memory-watch.ts';
import { importSamples } from './import-samples.ts';

/** Never more than one answer: the first to come counts. */
async function answer({ request, resident_limit_mb: limitMb }: ImportOrder): Promise<ImportAnswer> {
  const watch = { limitMb, residentBytes: () => process.memoryUsage.rss() };
  const tooMuch = new Promise<never>((_, refuse) => {
    watchMemory(watch, (issue) => refuse(invalidFile(issue)));
  });
  try {
    const work = request.kind === 'file' ? importFile(request) : importSamples(request);
    const cells = await Promise.race([work, tooMuch]);
    return { type: 'imported', cells: [...cells] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'refused', message: error.message, details: [...(error.details ?? [])] };
  }
}

/** As Electron gives it to a utility process; a forked Node process has none. */
interface ParentPort {
  readonly postMessage: (message: unknown) => void;
  readonly once: (name: 'message', listener: (event: { readonly data: unknown }) => void) => void;
}

const { parentPort } = process as { readonly parentPort?: ParentPort };
if (parentPort) {
  parentPort.once('message', ({ data }) => {
    void answer(importOrderSchema.parse(data)).then((reply) => {
      parentPort.postMessage(reply);
      // An open port would keep the process; what was posted is with the parent already.
      setImmediate(() => process.exit(0));
    });
  });
} else {
  // The parent is gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0));
  process.once('message', (message) => {
    void answer(importOrderSchema.parse(message)).then((reply) => {
      // What still reads is of no use to anybody.
      process.send?.(reply, () => process.exit(0));
    });
  });
}

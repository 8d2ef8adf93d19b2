/**
 * The process that reads one upload (or makes the samples), so that a file that is too large, or that breaks the
 * reader, costs itself only. Gets one request from its parent, answers once, and ends.
 */
import { AppError } from '../../shared/domain/app-error.ts';
import { importFile } from './import-file.ts';
import { type ImportAnswer, type ImportRequest, importRequestSchema } from './importer-messages.ts';
import { importSamples } from './samples/import-samples.ts';

async function answer(request: ImportRequest): Promise<ImportAnswer> {
  try {
    const cells = request.kind === 'file' ? await importFile(request) : await importSamples(request);
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
    void answer(importRequestSchema.parse(data)).then((reply) => {
      parentPort.postMessage(reply);
      // An open port would keep the process; what was posted is with the parent already.
      setImmediate(() => process.exit(0));
    });
  });
} else {
  // The parent is gone: nobody will read the answer.
  process.once('disconnect', () => process.exit(0));
  process.once('message', (message) => {
    void answer(importRequestSchema.parse(message)).then((reply) => {
      process.send?.(reply, () => process.disconnect());
    });
  });
}

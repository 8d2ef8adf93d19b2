/**
 * The process that reads one upload (or makes the samples), so that a file that is too large, or that breaks the
 * reader, costs itself only. Gets one request over IPC, answers once, and ends.
 */
import { AppError } from '../../shared/domain/app-error.ts';
import { importCsv } from './import-csv.ts';
import { type ImportAnswer, type ImportRequest, importRequestSchema } from './importer-messages.ts';
import { importSamples } from './samples/import-samples.ts';

async function answer(request: ImportRequest): Promise<ImportAnswer> {
  try {
    const cells = request.kind === 'csv' ? await importCsv(request) : await importSamples(request);
    return { type: 'imported', cells: [...cells] };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'refused', message: error.message, details: [...(error.details ?? [])] };
  }
}

// The parent is gone: nobody will read the answer.
process.once('disconnect', () => process.exit(0));
process.once('message', (message) => {
  void answer(importRequestSchema.parse(message)).then((reply) => {
    process.send?.(reply, () => process.disconnect());
  });
});

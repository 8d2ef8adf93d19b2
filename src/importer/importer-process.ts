/**
 * The process that reads one upload (or makes the samples), so that a file that is too large, or that breaks the
 * reader, costs itself only. Its parent gives it one order, and ends it when it has answered.
 */
import { serveRequests } from '../processes/serve-requests.ts';
import { AppError } from '../shared/domain/app-error.ts';
import { adoptFiles } from './adopt-files.ts';
import { importFile } from './import-file.ts';
import {
  type ImportAnswer,
  type ImportOrder,
  importOrderSchema,
} from '../shared/contract/importer-messages.ts';
import { invalidFile } from '../shared/domain/invalid-file.ts';
import { watchMemory } from './memory-watch.ts';
import { judgeCells } from './judge-cells.ts';
import { previewFile } from './preview-file.ts';
import { importSamples } from './import-samples.ts';

/** Never more than one answer: the first to come counts. */
async function answer({ request, resident_limit_mb: limitMb }: ImportOrder): Promise<ImportAnswer> {
  const watch = { limitMb, residentBytes: () => process.memoryUsage.rss() };
  const tooMuch = new Promise<never>((_, refuse) => {
    watchMemory(watch, (issue) => refuse(invalidFile(issue)));
  });
  try {
    return await Promise.race([work(request), tooMuch]);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'refused', message: error.message, details: [...(error.details ?? [])] };
  }
}

async function work(request: ImportOrder['request']): Promise<ImportAnswer> {
  if (request.kind === 'adopt') return adoptFiles(request);
  if (request.kind === 'judge') return judgeCells(request);
  if (request.kind === 'preview') return { type: 'previewed', preview: await previewFile(request) };
  const cells = request.kind === 'file' ? await importFile(request) : await importSamples(request);
  return { type: 'imported', cells: [...cells] };
}

serveRequests((order) => answer(importOrderSchema.parse(order)));

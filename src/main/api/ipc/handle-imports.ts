/**
 * An operation that takes a file, with one that the user chose or dropped. It has a channel of its own, on which only the preload
 * speaks: the page hands it a File and never sees or names a path, so it cannot have any other file read.
 */
import { stat } from 'node:fs/promises';
import { isAbsolute } from 'node:path';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { z } from 'zod';
import { bridgeChannels, type BridgeResult, type ImportRequest } from '../../../shared/contract/bridge.ts';
import { operations } from '../../../shared/contract/operations.ts';
import type { Dispatch } from '../dispatch.ts';
import { answerFrom, failed, refusedStranger } from './bridge-answers.ts';
import { isTrustedSender } from './trusted-sender.ts';

const importRequestSchema = z.strictObject({
  operation: z.enum(['import-battery', 'preview-import']),
  path: z.string(),
  filename: z.string(),
  fields: z.record(z.string(), z.unknown()),
}) satisfies z.ZodType<ImportRequest>;

/** Answers how to take the handler away again. */
export function handleImports(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  dispatch: Dispatch,
): () => void {
  ipcMain.handle(
    bridgeChannels.importFile,
    async ({ senderFrame }: IpcMainInvokeEvent, asked: unknown): Promise<BridgeResult> =>
      isTrustedSender(senderFrame) ? importFile(dispatch, asked) : refusedStranger(),
  );
  return () => ipcMain.removeHandler(bridgeChannels.importFile);
}

async function importFile(dispatch: Dispatch, asked: unknown): Promise<BridgeResult> {
  const { success, data } = importRequestSchema.safeParse(asked);
  if (!success || !(await isFileOnDisk(data.path))) {
    const details = [{ field: 'file', issue: 'must be a file on this computer’s disk' }];
    const { refusal } = operations[data?.operation ?? 'import-battery'];
    return failed({ code: 'VALIDATION_ERROR', message: refusal, details });
  }
  const file = { path: data.path, filename: data.filename };
  return answerFrom(dispatch, data.operation, { ...data.fields, file });
}

/** No folder, pipe or device, whose reading might never end; nor a File that a script made, which has no path. */
const isFileOnDisk = async (path: string): Promise<boolean> =>
  isAbsolute(path) &&
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  );

/** The table of operations over IPC: one channel, the same door behind it as over HTTP, a result and never an exception. */
import { randomUUID } from 'node:crypto';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { bridgeChannels, type BridgeResult } from '../../../shared/contract/bridge.ts';
import { type FileDownload, fileDownloadSchema } from '../../../shared/contract/model.ts';
import { type Operation, type OperationName, operations } from '../../../shared/contract/operations.ts';
import type { Dispatch, Failure } from '../dispatch.ts';
import { isTrustedSender } from './trusted-sender.ts';

export interface OperationParts {
  readonly dispatch: Dispatch;
  /** Asks the user where to, copies the file there, answers where it lies now; null where the user thought better. */
  readonly saveFile: (file: FileDownload) => Promise<FileDownload | null>;
}

/** Answers how to take the handler away again. */
export function handleOperations(
  ipcMain: Pick<IpcMain, 'handle' | 'removeHandler'>,
  parts: OperationParts,
): () => void {
  ipcMain.handle(
    bridgeChannels.operation,
    (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<BridgeResult> =>
      isTrustedSender(event.senderFrame)
        ? answerOperation(parts, name, input)
        : Promise.resolve(
            failed({ code: 'FORBIDDEN_ORIGIN', message: 'Only Cellwright’s own page may ask' }),
          ),
  );
  return () => ipcMain.removeHandler(bridgeChannels.operation);
}

async function answerOperation(parts: OperationParts, name: unknown, input: unknown): Promise<BridgeResult> {
  if (!isOperationName(name)) {
    return failed({ code: 'RESOURCE_NOT_FOUND', message: `There is no operation ${JSON.stringify(name)}` });
  }
  const traceId = randomUUID();
  const result = await parts.dispatch(name, input, traceId);
  if (!result.ok) return failed(result.error, traceId);
  const operation: Operation = operations[name];
  if (operation.transfer !== 'file') return result;
  return { ok: true, output: await parts.saveFile(fileDownloadSchema.parse(result.output)) };
}

const isOperationName = (name: unknown): name is OperationName =>
  typeof name === 'string' && Object.hasOwn(operations, name);

function failed({ code, message, details }: Failure, traceId: string = randomUUID()): BridgeResult {
  const error = { code, message, ...(details ? { details: [...details] } : {}), trace_id: traceId };
  return { ok: false, error };
}

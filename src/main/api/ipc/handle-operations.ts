/** The table of operations over IPC: one channel, the same door behind it as over HTTP. */
import { readFile } from 'node:fs/promises';
import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import { bridgeChannels, type BridgeResult } from '../../../shared/contract/bridge.ts';
import { type FileDownload, fileDownloadSchema } from '../../../shared/contract/model.ts';
import { type Operation, type OperationName, operations } from '../../../shared/contract/operations.ts';
import {
  type StoredAnswer,
  storedAnswerHead,
  storedAnswerSchema,
} from '../../../shared/contract/stored-answer.ts';
import type { Dispatch, Failure } from '../dispatch.ts';
import { answerFrom, failed, refusedStranger } from './bridge-answers.ts';
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
    async (event: IpcMainInvokeEvent, name: unknown, input: unknown): Promise<BridgeResult> =>
      isTrustedSender(event.senderFrame) ? answerOperation(parts, name, input) : refusedStranger(),
  );
  return () => ipcMain.removeHandler(bridgeChannels.operation);
}

async function answerOperation(parts: OperationParts, name: unknown, input: unknown): Promise<BridgeResult> {
  if (!isOperationName(name)) {
    return failed({ code: 'RESOURCE_NOT_FOUND', message: `There is no operation ${JSON.stringify(name)}` });
  }
  const { transfer }: Operation = operations[name];
  if (transfer === 'multipart') return failed(onlyChosenFiles);
  const result = await answerFrom(parts.dispatch, name, input);
  if (!result.ok) return result;
  if (transfer === 'stored') return readStored(storedAnswerSchema.parse(result.output));
  if (transfer !== 'file') return result;
  return { ok: true, output: await parts.saveFile(fileDownloadSchema.parse(result.output)) };
}

/** The bytes go to the page as they are: nothing in them is looked at here, not even whether they are text. */
async function readStored(answer: StoredAnswer): Promise<BridgeResult> {
  const bytes = await readFile(answer.path);
  const output = Buffer.concat([Buffer.from(storedAnswerHead(answer)), bytes.subarray(1)]);
  return { ok: true, output, isJsonText: true };
}

const onlyChosenFiles: Failure = {
  code: 'BAD_REQUEST',
  message: 'A file is imported by choosing or dropping it; a path is not taken here',
};

const isOperationName = (name: unknown): name is OperationName =>
  typeof name === 'string' && Object.hasOwn(operations, name);

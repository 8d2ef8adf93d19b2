/** The thread that writes one ONNX file: reads a model file, encodes it, puts it in its place whole, answers, ends. */
import { readFile } from 'node:fs/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { decodeModel } from '../learning/files/model-file.ts';
import { encodeOnnx } from '../learning/onnx/encode-onnx.ts';
import { hashOfBytes } from '../stored-cells/stored-file.ts';
import { AppError } from '../shared/domain/app-error.ts';
import type { OnnxAnswer, OnnxRequest } from '../shared/contract/onnx-thread-messages.ts';
import { replaceFile } from '../disk/replace-file.ts';

async function write({ modelPath, modelHash, onnxPath }: OnnxRequest): Promise<OnnxAnswer> {
  try {
    const model = await readFile(modelPath);
    if (modelHash !== null && hashOfBytes(model) !== modelHash) return { type: 'damaged' };
    const bytes = encodeOnnx(decodeModel(model));
    await replaceFile(onnxPath, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return { type: 'written', hash: hashOfBytes(bytes) };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    return { type: 'refused', message: error.message };
  }
}

// Given by our own main process, which is what types it.
parentPort?.postMessage(await write(workerData as OnnxRequest));

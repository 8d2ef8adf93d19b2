/** What the main process asks of the thread that writes an ONNX file, and what that answers. */
import { z } from 'zod';

export interface OnnxRequest {
  readonly modelPath: string;
  /** SHA-256 that the model's file must have; null where it is not known. */
  readonly modelHash: string | null;
  readonly onnxPath: string;
}

export const onnxAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('written'), hash: z.string().describe('SHA-256 of the ONNX file') }),
  z.object({ type: z.literal('damaged') }).describe('The model’s file is no longer what was stored'),
  z.object({ type: z.literal('refused'), message: z.string() }),
]);
export type OnnxAnswer = z.infer<typeof onnxAnswerSchema>;

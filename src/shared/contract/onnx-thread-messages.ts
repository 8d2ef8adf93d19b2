/** What the main process asks of the thread that writes an ONNX file, and what that answers. */
import { z } from 'zod';

export interface OnnxRequest {
  readonly modelPath: string;
  readonly onnxPath: string;
}

export const onnxAnswerSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('written') }),
  z.object({ type: z.literal('refused'), message: z.string() }),
]);
export type OnnxAnswer = z.infer<typeof onnxAnswerSchema>;

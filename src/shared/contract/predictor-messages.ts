/** What the main process asks of a predictor process, one request at a time, and what that answers. */
import { z } from 'zod';
import { errorCodes, errorDetailSchema } from './errors.ts';
import { type SpecCell } from './job-spec.ts';
import {
  type CycleData,
  type EvaluationSummaryContent,
  evaluationSummaryContentSchema,
  predictionSchema,
} from './prediction.ts';

/** Immutable under its path. */
export interface ModelFile {
  readonly modelId: number;
  readonly path: string;
  /** SHA-256 of its bytes; null where it is not known. */
  readonly hash: string | null;
}

/** A cell with the file of its arrays. */
export interface StoredCell {
  readonly cell: SpecCell;
  readonly path: string;
  readonly rowCount: number;
}

export interface PredictRequest {
  readonly kind: 'predict';
  readonly model: ModelFile;
  readonly input:
    | { readonly from: 'battery'; readonly stored: StoredCell }
    | { readonly from: 'cycles'; readonly cycles: readonly CycleData[] };
}

export interface EvaluateRequest {
  readonly kind: 'evaluate';
  readonly model: ModelFile;
  readonly cells: readonly StoredCell[];
  readonly facts: Pick<EvaluationSummaryContent, 'model_id' | 'battery_ids' | 'created_at'>;
  /** Where the whole evaluation goes; it is there, complete, when the answer comes. */
  readonly targetPath: string;
}

/** Both sides are this program: a task is believed. */
export type PredictorTask = PredictRequest | EvaluateRequest;

export const predictorAnswerSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('predicted'),
    answer: predictionSchema.pick({ cycle_index: true, result: true, warnings: true }),
  }),
  z.object({ type: z.literal('evaluated'), summary: evaluationSummaryContentSchema }),
  z.object({
    type: z.literal('refused'),
    code: z.enum(errorCodes),
    message: z.string(),
    details: z.array(errorDetailSchema).optional(),
  }),
  z.object({ type: z.literal('failed'), stack: z.string() }).describe('A bug'),
]);
export type PredictorAnswer = z.infer<typeof predictorAnswerSchema>;

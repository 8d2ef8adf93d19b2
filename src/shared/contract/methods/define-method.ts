/**
 * What is fact about an algorithm before any mathematics: its name and words, its hyperparameters, how far back it
 * looks, what makes it smaller. Everything that lists the algorithms, or differs between them, reads it here: schemas,
 * form, API document, leakage check, ONNX input, advice.
 */
import type { z } from 'zod';
import type { SeriesFacts } from '../series-facts.ts';

export interface MethodFacts<P extends z.ZodRawShape = z.ZodRawShape> {
  readonly name: string;
  /** As a person writes it. */
  readonly label: string;
  /** When to use it. */
  readonly sentence: string;
  /** Its own, beside those of the training loop. */
  readonly hyperparams: P;
  /** Which of its own the form shows before it is unfolded. */
  readonly shownFirst: readonly (keyof P & string)[];
  /** How many of a cell's last cycles an answer rests on; null: on its own cycle alone, so that there is no window. */
  cyclesSeen(own: z.output<z.ZodObject<P>>): number | null;
  /** Which of its own a smaller value of takes less memory. */
  readonly memoryKnobs: readonly (keyof P & string)[];
  /** Which of its own a smaller value of calms a loss that left the numbers. */
  readonly divergenceKnobs: readonly (keyof P & string)[];
  /** Threads that one network of it can use; 1 where not given. */
  readonly threadsPerNetwork?: number;
  /** The terms of its loss besides `data_loss`. */
  readonly series: Readonly<Record<string, SeriesFacts>>;
}

/** Facts that fit together: every knob is a hyperparameter of the method. */
export const defineMethod = <const N extends string, P extends z.ZodRawShape>(
  facts: MethodFacts<P> & { readonly name: N },
): MethodFacts<P> & { readonly name: N } => facts;

export type MethodTable = Readonly<Record<string, MethodFacts>>;

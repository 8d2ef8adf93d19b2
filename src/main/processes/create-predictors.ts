/** Two predictor processes, each started when it is needed: a long evaluation keeps no prediction waiting. */
import type { StartChild } from './child.ts';
import { createPredictor, type Predictor } from './predictor.ts';

export interface Predictors {
  readonly predictor: Pick<Predictor, 'predict'>;
  readonly evaluator: Pick<Predictor, 'evaluate'>;
  stop(): Promise<void>;
}

export function createPredictors(options: {
  readonly modulePath: string;
  readonly startChild?: StartChild | undefined;
}): Predictors {
  const predictor = createPredictor(options);
  const evaluator = createPredictor({
    ...options,
    memoryLimitMb: 1024,
    timeLimitMs: 600_000,
    idleLimitMs: 15_000,
    maxWaiting: 10,
  });
  return {
    predictor,
    evaluator,
    stop: async () => {
      await Promise.all([predictor.stop(), evaluator.stop()]);
    },
  };
}

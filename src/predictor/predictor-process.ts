/**
 * The process that computes predictions and evaluations, so that nothing of them keeps the main process waiting. Answers
 * its parent's requests in their order until it is ended.
 */
import { kernelReader } from '../processes/read-kernel.ts';
import { serveRequests } from '../processes/serve-requests.ts';
import type { PredictorTask } from '../shared/contract/predictor-messages.ts';
import { createTaskAnswerer } from './answer-task.ts';
import { createEngineFor } from './predictor-engine.ts';

const readKernel = kernelReader(new URL('../kernels/', import.meta.url));
const answerTask = createTaskAnswerer(createEngineFor({ readKernel }));
serveRequests((task) => answerTask(task as PredictorTask));

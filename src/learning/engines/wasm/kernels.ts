/** The kernels that the engine calls, as src/kernels/index.ts exports them. */
import { webAssembly, type WebAssemblyMemory, type WebAssemblyModule } from './web-assembly.ts';

type Train = (record: number, rowCount: number) => void;
type Predict = (record: number, rowCount: number) => void;
type Restart = (record: number) => void;
type Dismiss = (record: number) => void;

export interface StepKernels {
  readonly baselineTrain: Train;
  readonly baselinePredict: Predict;
  readonly baselineRestart: Restart;
  readonly bilstmTrain: Train;
  readonly bilstmPredict: Predict;
  readonly bilstmRestart: Restart;
  readonly bilstmDismiss: Dismiss;
  readonly deephpmTrain: Train;
  readonly deephpmPredict: Predict;
  readonly deephpmRestart: Restart;
}

export async function instantiateKernels(
  module: WebAssemblyModule,
  memory: WebAssemblyMemory,
): Promise<StepKernels> {
  const instance = await webAssembly.instantiate(module, { env: { memory } });
  return instance.exports as StepKernels;
}

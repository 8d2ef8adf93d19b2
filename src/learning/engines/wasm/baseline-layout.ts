/** Memory of the Baseline: the records of src/kernels/baseline.ts and perceptron.ts. */
import type { NetworkPlan, PreparedRows } from '../engine.ts';
import { reserveDataSet } from './data-set.ts';
import { perceptronMatrices, perceptronTensors, reserveLayers } from './dense-layers.ts';
import { offsetOfDoubles, type MemoryPlan } from './memory-plan.ts';
import type { NetworkLayout } from './network-layout.ts';
import { panelCount, rowPanelBytes } from './panel.ts';
import { reserveParameters } from './parameters.ts';

export function layOutBaseline(
  memory: MemoryPlan,
  plan: NetworkPlan,
  rows: PreparedRows,
  batchRows: number,
): NetworkLayout {
  const widths = { inputs: plan.inputWidth, hidden: plan.hiddenWidth, outputs: plan.outputWidth };
  const block = reserveParameters(memory, perceptronMatrices(widths));
  const layers = reserveLayers(memory, widths, block.places, block);
  const data = reserveDataSet(memory, plan, rows, batchRows);
  const panelBytes = rowPanelBytes(batchRows);
  const rowMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));
  const hidden = () => rowMatrix(plan.hiddenWidth);
  const output = () => rowMatrix(plan.outputWidth);

  const u = output();
  const activations = [rowMatrix(plan.inputWidth), hidden(), hidden(), hidden(), u];
  const net = memory.record([...layers, panelBytes, ...activations, output(), hidden(), hidden()]);
  const words = [data.record, block.adam, net, output(), output()];
  const record = memory.record(words, [0]);
  return {
    tensors: perceptronTensors('u', widths, block.places),
    data,
    record,
    predictions: { address: u, panelBytes },
    terms: [{ name: 'data_loss', address: record + offsetOfDoubles(words.length), weight: 1 }],
    kernels: ({ baselineTrain, baselinePredict, baselineRestart }) => ({
      train: baselineTrain,
      predict: baselinePredict,
      restart: baselineRestart,
    }),
  };
}

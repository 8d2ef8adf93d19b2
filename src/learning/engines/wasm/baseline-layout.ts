/** Memory of the Baseline: the record of src/kernels/baseline.ts and what it points to. */
import type { NetworkPlan } from '../engine.ts';
import type { DataSetLayout } from './data-set.ts';
import { perceptronMatrices, perceptronTensors } from './dense-layers.ts';
import type { MemoryPlan } from './memory-plan.ts';
import type { NetworkLayout } from './network-layout.ts';
import { panelCount, rowPanelBytes } from './panel.ts';
import { reserveParameters } from './parameters.ts';
import { reservePerceptron } from './perceptron-record.ts';
import { fieldAddress } from './records.ts';

export function layOutBaseline(memory: MemoryPlan, plan: NetworkPlan, data: DataSetLayout): NetworkLayout {
  const { batchRows } = data;
  const widths = { inputs: plan.inputWidth, hidden: plan.hiddenWidth, outputs: plan.outputWidth };
  const block = reserveParameters(memory, perceptronMatrices(widths));
  const net = reservePerceptron(memory, widths, block.layouts, block, batchRows);
  const labels = () => memory.reserve(rowPanelBytes(batchRows) * panelCount(plan.outputWidth));

  const record = memory.record('Baseline', {
    data: data.record,
    adam: block.adam,
    net: net.record,
    targets: labels(),
    mask: labels(),
  });
  return {
    tensors: perceptronTensors('u', widths, block.layouts),
    parameters: block,
    data,
    record,
    predictions: net.outputs,
    terms: [{ name: 'data_loss', address: fieldAddress('Baseline', record, 'dataLoss'), weight: 1 }],
    kernels: ({ baselineTrain, baselinePredict, baselineRestart }) => ({
      train: baselineTrain,
      predict: baselinePredict,
      restart: baselineRestart,
    }),
  };
}

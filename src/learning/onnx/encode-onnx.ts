/**
 * A trained model as an ONNX file, which any ONNX runtime can load. Physical units in and out: the scaler is part of the
 * graph. Only what predicts is in it: no training, no prediction intervals, no warnings.
 */
import { planOfModel, type TrainedModel } from '../files/model-file.ts';
import { methodOf, planForMethod } from '../methods/index.ts';
import { describeGraph, describeInput, describeMetadata, describeOutputs } from './describe-onnx.ts';
import { followedBy } from './graph-parts.ts';
import { type Graph, modelMessage } from './onnx-messages.ts';
import { toBytes } from './protobuf.ts';
import { restoreTargetsPart, standardisePart } from './scaler-graph.ts';

/**
 * The file's bytes; the same model gives the same. Letters: I inputs, W cycles of a window. Inputs, float64: `inputs`
 * [rows, I], or `window` [rows, W, I] for a method that has one. Outputs, float32: `soh` [rows], and `rul` [rows] where it was learnt.
 */
export function encodeOnnx(model: TrainedModel): Uint8Array {
  const { description } = model;
  return toBytes(
    modelMessage({
      producerVersion: description.program_version,
      description: describeGraph(description),
      graph: buildGraph(model),
      metadata: describeMetadata(description),
    }),
  );
}

function buildGraph(model: TrainedModel): Graph {
  const { description, scaler, weights } = model;
  const input = describeInput(description);
  const scaled = standardisePart(input.name, scaler);
  const part = followedBy(scaled, (from) =>
    methodOf(description).onnx(planForMethod(planOfModel(description)), weights, from),
  );
  const restored = restoreTargetsPart(part.output, description.targets, scaler.targets);
  return {
    name: `cellwright_${description.algorithm}`,
    nodes: [...part.nodes, ...restored.nodes],
    tensors: [...part.tensors, ...restored.tensors],
    inputs: [input],
    outputs: describeOutputs(description),
  };
}

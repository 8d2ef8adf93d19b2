/** The record of the class Perceptron (src/kernels/perceptron.ts) with room for its row matrices. */
import { reserveLayers, type PerceptronWidths } from './dense-layers.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { panelCount, rowPanelBytes, type PanelPlace } from './panel.ts';
import type { ParameterBlock } from './parameters.ts';

export interface PerceptronRecord {
  readonly record: number;
  readonly outputs: PanelPlace;
}

/** `places` are those of the network's own weights and biases; the row matrices have room for `rows` rows. */
export function reservePerceptron(
  memory: MemoryPlan,
  widths: PerceptronWidths,
  places: readonly PanelPlace[],
  block: ParameterBlock,
  rows: number,
): PerceptronRecord {
  const layers = reserveLayers(memory, widths, places, block);
  const panelBytes = rowPanelBytes(rows);
  const rowMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));
  const hidden = () => rowMatrix(widths.hidden);

  const activations = [rowMatrix(widths.inputs), hidden(), hidden(), hidden()];
  const outputs = { address: rowMatrix(widths.outputs), panelBytes };
  const gradients = [rowMatrix(widths.outputs), hidden(), hidden()];
  const record = memory.record([...layers, panelBytes, ...activations, outputs.address, ...gradients]);
  return { record, outputs };
}

/** The record of the class Perceptron (src/kernels/perceptron.ts) with room for its row matrices. */
import { reserveLayers, type PerceptronWidths } from './dense-layers.ts';
import type { MemoryPlan } from './memory-plan.ts';
import { panelCount, rowPanelBytes, type MatrixLayout } from './panel.ts';
import type { ParameterBlock } from './parameters.ts';
import type { RecordAddress } from './records.ts';

export interface PerceptronRecord {
  readonly record: RecordAddress<'Perceptron'>;
  readonly outputs: MatrixLayout;
}

/** `layouts` are those of the network's own weights and biases; the row matrices have room for `rows` rows. */
export function reservePerceptron(
  memory: MemoryPlan,
  widths: PerceptronWidths,
  layouts: readonly MatrixLayout[],
  block: ParameterBlock,
  rows: number,
): PerceptronRecord {
  const panelBytes = rowPanelBytes(rows);
  const rowMatrix = (columns: number) => memory.reserve(panelBytes * panelCount(columns));
  const hidden = () => rowMatrix(widths.hidden);

  const outputs = { address: rowMatrix(widths.outputs), panelBytes };
  const record = memory.record('Perceptron', {
    ...reserveLayers(memory, widths, layouts, block),
    panelBytes,
    x: rowMatrix(widths.inputs),
    h1: hidden(),
    h2: hidden(),
    h3: hidden(),
    u: outputs.address,
    du: rowMatrix(widths.outputs),
    d1: hidden(),
    d2: hidden(),
  });
  return { record, outputs };
}

/**
 * Baseline: one workgroup is one run and makes many whole Adam steps in one dispatch. The states of a tile of rows stay in
 * workgroup memory; on the way back each layer's slope takes the place of its state:
 *   z_l = h_{l-1}·W_l + b_l, h_l = tanh(z_l);  z̄_{l-1} = z̄_l·W_lᵀ ∘ (1 - h_{l-1}²),  W̄_l = h_{l-1}ᵀ·z̄_l.
 * A batch of more rows than a tile is done tile by tile; its gradients are summed in the state until the last.
 */
import type { DenseLayerPlace, DenseLayout } from './dense-parameters.ts';
import { forEachTile, lines, product, repeat, updateLayer } from './wgsl-text.ts';

export interface TileShape {
  /** Threads of a workgroup. */
  readonly threads: number;
  /** Rows of a batch that are worked on together: a power of two. */
  readonly tileRows: number;
}

/** Regions of workgroup memory in quads, and how the rows are shared out. */
export interface BaselineTile extends TileShape {
  readonly inputQuads: number;
  readonly hiddenQuads: number;
  readonly rowsPerThread: number;
  readonly parts: number;
  readonly hidden: readonly number[];
  readonly slope: number;
  readonly partial: number;
  readonly quads: number;
}

export function layOutBaselineTile({ layers }: DenseLayout, { threads, tileRows }: TileShape): BaselineTile {
  const inputQuads = layers[0]?.inputQuads ?? 0;
  const hiddenQuads = layers[0]?.outputQuads ?? 0;
  let rowsPerThread = 1;
  while ((tileRows / rowsPerThread) * hiddenQuads > threads) rowsPerThread *= 2;
  const parts = Math.min(8, Math.max(1, Math.floor(threads / tileRows)));
  const hidden = [0, 1, 2].map((layer) => tileRows * (inputQuads + layer * hiddenQuads));
  const slope = tileRows * (inputQuads + 3 * hiddenQuads);
  const partial = slope + tileRows;
  const quads = partial + tileRows * parts;
  return { threads, tileRows, inputQuads, hiddenQuads, rowsPerThread, parts, hidden, slope, partial, quads };
}

/** WGSL of the kernels `train` and `predict`, without the prelude; `sumsGradients` where a batch can exceed a tile. */
export function baselineKernel(network: DenseLayout, tile: BaselineTile, sumsGradients: boolean): string {
  return `
const tileRows = ${tile.tileRows}u;
var<workgroup> tile: array<vec4f, ${tile.quads}>;
@compute @workgroup_size(${tile.threads})
fn train(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  let run = runs[group.x];
  let base = run.state * stateQuads;
  ${threadIndices(tile)}
  let last = min(span.first + span.count, run.stepCount);
  for (var s = span.first; s < last; s++) {
    let step = steps[run.firstStep + s];
    var lossSum = 0.0;
    for (var first = 0u; first < step.rowCount; first += tileRows) {
      ${readLabels(tile)}
      ${forwardPass(network, tile, 'order[step.firstRow + first + row]', 'first + row < step.rowCount')}
      ${lossAndSlope(network, tile)}
      ${backwardPass(network, tile, sumsGradients)}
    }
    if (t == 0u) { results[s * span.runCount + group.x] = vec4f(lossSum, 0.0, 0.0, 0.0); }
  }
}
${predictKernel(network, tile)}`;
}

/** Predictions of span.count rows, a tile of rows a workgroup; DeepHPM predicts with the same network u. */
export function predictKernel(network: DenseLayout, tile: BaselineTile): string {
  return `
@compute @workgroup_size(${tile.threads})
fn predict(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  let base = span.run * stateQuads;
  let first = (group.x + group.y * 65535u) * ${tile.tileRows}u;
  ${threadIndices(tile)}
  ${forwardPass(network, tile, 'order[first + row]', 'first + row < span.count')}
  if (t < ${tile.tileRows}u && first + t < span.count) {
    ${sumParts(network, tile)}
    results[first + t] = u;
  }
}`;
}

/** Which rows and columns of a layer are this thread's. */
const threadIndices = ({ hiddenQuads, rowsPerThread, tileRows }: BaselineTile): string =>
  `let column = t % ${hiddenQuads}u; let row0 = t / ${hiddenQuads}u * ${rowsPerThread}u; let isBusy = row0 < ${tileRows}u;`;

function forwardPass(network: DenseLayout, tile: BaselineTile, rowIndex: string, isPresent: string): string {
  const { inputQuads, hiddenQuads, tileRows, threads } = tile;
  const gather = forEachTile(
    tileRows * inputQuads,
    threads,
    `let row = i / ${inputQuads}u;
     if (${isPresent}) { tile[i] = inputs[${rowIndex} * ${inputQuads}u + i % ${inputQuads}u]; } else { tile[i] = vec4f(); }`,
  );
  const layers = network.layers.slice(0, 3).map((layer, index) => {
    const [source, quads] = index === 0 ? [0, inputQuads] : [tile.hidden[index - 1] ?? 0, hiddenQuads];
    return `if (isBusy) {
      let bias = state[base + ${layer.bias}u + column];
      ${repeat(tile.rowsPerThread, (r) => `var z${r} = bias;`)}
      ${product({
        innerQuads: quads,
        rowQuads: hiddenQuads,
        weightAt: `base + ${layer.weight.first}u + column`,
        terms: sums(tile, 'z', (r, k) => `tile[${source}u + (row0 + ${r}u) * ${quads}u + ${k}]`),
      })}
      ${repeat(tile.rowsPerThread, (r) => `tile[${tile.hidden[index] ?? 0}u + (row0 + ${r}u) * ${hiddenQuads}u + column] = squash(z${r});`)}
    }
    workgroupBarrier();`;
  });
  return `${gather}
  workgroupBarrier();
  ${lines(layers)}
  ${outputParts(network, tile)}
  workgroupBarrier();`;
}

const sums = ({ rowsPerThread }: BaselineTile, name: string, left: (row: number, k: string) => string) =>
  Array.from({ length: rowsPerThread }, (_, row) => ({
    sum: `${name}${row}`,
    left: (k: string) => left(row, k),
  }));

/** The output layer is narrow: its inner width is shared out over `parts` threads a row. */
function outputParts(network: DenseLayout, tile: BaselineTile): string {
  const weight = network.layers[3]?.weight.first ?? 0;
  const { parts, hiddenQuads, hidden, partial, tileRows, threads } = tile;
  return forEachTile(
    tileRows * parts,
    threads,
    `var sum = vec4f();
    for (var k = i % ${parts}u; k < ${hiddenQuads}u; k += ${parts}u) {
      let a = tile[${hidden[2] ?? 0}u + i / ${parts}u * ${hiddenQuads}u + k];
      let at = base + ${weight}u + 4u * k;
      sum += a.x * state[at] + a.y * state[at + 1u] + a.z * state[at + 2u] + a.w * state[at + 3u];
    }
    tile[${partial}u + i] = sum;`,
  );
}

const sumParts = (network: DenseLayout, { parts, partial }: BaselineTile): string =>
  `var u = state[base + ${network.layers[3]?.bias ?? 0}u];
  ${repeat(parts, (part) => `u += tile[${partial}u + t * ${parts}u + ${part}u];`)}`;

/** The labels of a thread's row, asked for early because they come from afar. */
const readLabels = ({ tileRows }: BaselineTile): string => `var wanted = vec4f(); var known = vec4f();
      if (t < ${tileRows}u && first + t < step.rowCount) {
        let at = order[step.firstRow + first + t] * 2u;
        wanted = labels[at]; known = labels[at + 1u];
      }`;

/** dL/du of each row and the loss's share of it, then the sum over the rows in order. */
function lossAndSlope(network: DenseLayout, tile: BaselineTile): string {
  const { tileRows, parts, partial, slope } = tile;
  return `if (t < ${tileRows}u) {
    ${sumParts(network, tile)}
    let error = (u - wanted) * known;
    tile[${slope}u + t] = 2.0 * step.knownShare * error;
    tile[${partial}u + t * ${parts}u] = vec4f(step.knownShare * dot(error, error));
  }
  workgroupBarrier();
  if (t == 0u) {
${repeat(tileRows, (row) => `    lossSum += tile[${partial + row * parts}u].x;`)}
  }`;
}

/** From the output's slope down; a layer's weights change once every thread has read the old ones. */
const backwardPass = (network: DenseLayout, tile: BaselineTile, sumsGradients: boolean): string =>
  lines(
    [3, 2, 1, 0].map((index) => {
      const update = layerUpdate(network, tile, index, sumsGradients);
      return index === 0
        ? `${update}\nstorageBarrier(); workgroupBarrier();`
        : slopeBelow(network, tile, index, update);
    }),
  );

function layerUpdate(
  network: DenseLayout,
  tile: BaselineTile,
  index: number,
  sumsGradients: boolean,
): string {
  const { at: input, quads: inputWidth } = inputOf(tile, index);
  const { at: slopes, quads: slopeWidth } = slopeOf(tile, index);
  const pair = {
    left: (row: string) => `tile[${input}u + ${row} * ${inputWidth}u + inner]`,
    slope: (row: string) => `tile[${slopes}u + ${row} * ${slopeWidth}u + column]`,
  };
  const gradient = { rows: tile.tileRows, pairs: [pair] };
  return updateLayer({ layer: layerAt(network, index), threads: tile.threads, sumsGradients, gradient });
}

/** z̄ of the layer below, in place of its state, with the layer's own update between reading and writing. */
function slopeBelow(network: DenseLayout, tile: BaselineTile, index: number, update: string): string {
  const { hiddenQuads, rowsPerThread } = tile;
  const { at: slopes, quads } = slopeOf(tile, index);
  const input = inputOf(tile, index).at;
  const through = product({
    innerQuads: quads,
    rowQuads: hiddenQuads,
    weightAt: `base + copiesAt + ${layerAt(network, index).weight.copy}u + column`,
    terms: sums(tile, 'd', (r, k) => `tile[${slopes}u + (row0 + ${r}u) * ${quads}u + ${k}]`),
  });
  return `{
    ${repeat(rowsPerThread, (r) => `var d${r} = vec4f();`)}
    if (isBusy) { ${through} }
    workgroupBarrier();
    ${update}
    storageBarrier(); workgroupBarrier();
    if (isBusy) {
      ${repeat(rowsPerThread, (r) => `{ let at = ${input}u + (row0 + ${r}u) * ${hiddenQuads}u + column; let h = tile[at]; tile[at] = d${r} * (1.0 - h * h); }`)}
    }
    workgroupBarrier();
    }`;
}

const layerAt = ({ layers }: DenseLayout, index: number): DenseLayerPlace => {
  const layer = layers[index];
  if (layer === undefined) throw new Error(`a perceptron without layer ${index}`);
  return layer;
};

/** Where in workgroup memory the input of a layer lies, and the slope of its output. */
const inputOf = ({ hidden, inputQuads, hiddenQuads }: BaselineTile, index: number) =>
  index === 0 ? { at: 0, quads: inputQuads } : { at: hidden[index - 1] ?? 0, quads: hiddenQuads };
const slopeOf = ({ hidden, slope, hiddenQuads }: BaselineTile, index: number) =>
  index === 3 ? { at: slope, quads: 1 } : { at: hidden[index] ?? 0, quads: hiddenQuads };

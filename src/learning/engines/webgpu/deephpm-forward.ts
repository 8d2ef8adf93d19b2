/**
 * DeepHPM forward, as src/learning/methods/deephpm has it: u and its tangent along t, the chains q, p of each output down to
 * u_x and u_xt, then g and its tangent. Every phase spreads its tiles of rows and columns over the threads of the workgroup.
 */
import type { DenseLayerPlace, DenseLayout } from './dense-parameters.ts';
import type { DeephpmRegions, DeephpmWidths, Region, TangentRegions } from './deephpm-layout.ts';
import { forEachTile, lines, product, repeat } from './wgsl-text.ts';

/** What all phases know. */
export interface DeephpmText {
  readonly widths: DeephpmWidths;
  readonly regions: DeephpmRegions;
  readonly u: DenseLayout;
  readonly g: DenseLayout;
  readonly rows: number;
  readonly threads: number;
  readonly physicsWeight: number;
  readonly sumsGradients: boolean;
}

export const sync = 'storageBarrier(); workgroupBarrier();';

export const layerOf = ({ layers }: DenseLayout, index: number): DenseLayerPlace => {
  const layer = layers[index];
  if (layer === undefined) throw new Error(`a perceptron without layer ${index}`);
  return layer;
};

export const regionOf = (regions: readonly Region[] | undefined, index: number): Region => {
  const region = regions?.[index];
  if (region === undefined) throw new Error(`no region ${index}`);
  return region;
};

export interface PhaseText {
  /** Columns of the product in quads, its inner width, and where in `state` its weight begins. */
  readonly columns: number;
  readonly innerQuads: number;
  readonly weightAt: string;
  /** Left sides, one accumulator s0, s1 … each, as quad `k` of `row`. */
  readonly sources: readonly Region[];
  /** What each accumulator begins with, zero where not given. */
  readonly starts?: readonly string[];
  /** What becomes of s0, s1 … of `row` and `column`. */
  readonly epilogue: string;
}

/** A product of several sources with one weight: rows are grouped so that there is about one tile a thread. */
export function phase({ rows, threads }: DeephpmText, text: PhaseText): string {
  const { columns, sources, starts = [] } = text;
  let each = 1;
  while (each < 4 && each * sources.length < 4 && (rows / each) * columns > threads) each *= 2;
  const names = sources.map((source, index) => ({ source, name: (row: number) => `s${index}_${row}` }));
  const start = (index: number): string => starts[index] ?? 'vec4f()';
  const terms = names.flatMap(({ source, name }) =>
    Array.from({ length: each }, (_, row) => ({
      sum: name(row),
      left: (k: string) => source(`row0 + ${row}u`, k),
    })),
  );
  const finish = (row: number): string => `{ let row = row0 + ${row}u;
${lines(names.map(({ name }, index) => `let s${index} = ${name(row)};`))}
${text.epilogue} }`;
  return forEachTile(
    (rows / each) * columns,
    threads,
    `let column = i % ${columns}u; let row0 = i / ${columns}u * ${each}u;
${lines(names.map(({ name }, index) => repeat(each, (row) => `var ${name(row)} = ${start(index)};`)))}
${product({ innerQuads: text.innerQuads, rowQuads: columns, weightAt: `${text.weightAt} + column`, terms })}
${repeat(each, finish)}`,
  );
}

export const weightOf = ({ weight }: DenseLayerPlace): string => `base + ${weight.first}u`;
export const transposedOf = ({ weight }: DenseLayerPlace): string => `base + copiesAt + ${weight.copy}u`;
const biasOf = ({ bias }: DenseLayerPlace): string => `state[base + ${bias}u + column]`;

export function forwardText(text: DeephpmText): string {
  const { regions, u, g, widths } = text;
  return lines([
    gatherInputs(text),
    sync,
    ...hiddenLayers(text, u, regions.u, firstLinks(text)),
    chain(text, 3),
    outputLayer(text, u, regions.u, [regions.dynamics, regions.dynamicsTangent], widths.uAt),
    sync,
    chain(text, 2),
    sync,
    inputSlopes(text),
    sync,
    ...hiddenLayers(text, g, regions.g, ''),
    outputLayer(text, g, regions.g, [regions.gOut, regions.gTangentOut], 0),
    sync,
  ]);
}

/** x of the batch's rows, zeros past its end; the tangent is 1 in t's column. */
function gatherInputs({ widths, regions, rows, threads }: DeephpmText): string {
  const { inputs, inputQuads } = widths;
  const time = inputs - 1;
  return forEachTile(
    rows * inputQuads,
    threads,
    `let row = i / ${inputQuads}u; let quad = i % ${inputQuads}u;
var x = vec4f();
if (first + row < step.rowCount) { x = inputs[order[step.firstRow + first + row] * ${inputQuads}u + quad]; }
${regions.dynamics('row', 'quad')} = x;
var along = vec4f();
if (quad == ${Math.floor(time / 4)}u) { along[${time % 4}] = 1.0; }
${regions.dynamicsTangent('row', 'quad')} = along;`,
  );
}

/** h, ḣ and ż of the three hidden layers; `links` goes on with the last one's. */
function hiddenLayers(text: DeephpmText, network: DenseLayout, own: TangentRegions, links: string): string[] {
  return [1, 2, 3].flatMap((layer) => {
    const layout = layerOf(network, layer - 1);
    const sources =
      layer === 1
        ? [text.regions.dynamics, text.regions.dynamicsTangent]
        : [regionOf(own.state, layer - 1), regionOf(own.tangent, layer - 1)];
    const layerText = phase(text, {
      columns: text.widths.hiddenQuads,
      innerQuads: layout.inputQuads,
      weightAt: weightOf(layout),
      sources,
      starts: [biasOf(layout)],
      epilogue: `let h = squash(s0); let slope = 1.0 - h * h; let hTangent = slope * s1;
${regionOf(own.state, layer)('row', 'column')} = h;
${regionOf(own.tangent, layer)('row', 'column')} = hTangent;
${regionOf(own.raw, layer)('row', 'column')} = s1;
${layer === 3 ? links : ''}`,
    });
    return [layerText, sync];
  });
}

/** The chains begin with a column of the last weight, the same in every row: p_3 and ṗ_3. */
function firstLinks({ regions, u, widths }: DeephpmText): string {
  return repeat(
    widths.outputs,
    (output) => `{ let q = state[${transposedOf(layerOf(u, 3))} + ${output * widths.hiddenQuads}u + column];
${regionOf(regions.p[output], 3)('row', 'column')} = q * slope;
${regionOf(regions.pTangent[output], 3)('row', 'column')} = -2.0 * q * h * hTangent; }`,
  );
}

/** Sources of all chains at layer l: p and ṗ of each output in turn. */
const chainSources = ({ regions, widths }: DeephpmText, layer: number): Region[] =>
  Array.from({ length: widths.outputs }, (_, output) => [
    regionOf(regions.p[output], layer),
    regionOf(regions.pTangent[output], layer),
  ]).flat();

/** q, q̇, p and ṗ of layer l - 1 from p and ṗ of layer l. */
function chain(text: DeephpmText, layer: number): string {
  const { regions, widths, u } = text;
  const below = layer - 1;
  const layout = layerOf(u, below);
  const links = repeat(
    widths.outputs,
    (output) => `{ let q = s${2 * output}; let qTangent = s${2 * output + 1};
${regionOf(regions.q[output], below)('row', 'column')} = q;
${regionOf(regions.qTangent[output], below)('row', 'column')} = qTangent;
${regionOf(regions.p[output], below)('row', 'column')} = q * slope;
${regionOf(regions.pTangent[output], below)('row', 'column')} = qTangent * slope + q * slopeTangent; }`,
  );
  return phase(text, {
    columns: widths.hiddenQuads,
    innerQuads: widths.hiddenQuads,
    weightAt: transposedOf(layout),
    sources: chainSources(text, layer),
    epilogue: `${slopesAt(text, below)}\n${links}`,
  });
}

/** s = 1 - h² and ṡ = -2 h ḣ of u at a hidden layer. */
export const slopesAt = ({ regions }: DeephpmText, layer: number): string =>
  `let h = ${regionOf(regions.u.state, layer)('row', 'column')};
let hTangent = ${regionOf(regions.u.tangent, layer)('row', 'column')};
let slope = 1.0 - h * h; let slopeTangent = -2.0 * h * hTangent;`;

/** u_x and u_xt into g's input without their column of t; u_tt apart. */
function inputSlopes(text: DeephpmText): string {
  const { regions, widths, u } = text;
  const time = widths.inputs - 1;
  const store = repeat(
    widths.outputs,
    (output) => `{ var slope = s${2 * output}; var slopeTangent = s${2 * output + 1};
if (column == ${Math.floor(time / 4)}u) {
  ${regionOf(regions.second, output)('row', '0u')} = vec4f(slopeTangent[${time % 4}]);
  slope[${time % 4}] = 0.0; slopeTangent[${time % 4}] = 0.0;
}
${regions.dynamics('row', `column + ${widths.slopesAt(output)}u`)} = slope;
${regions.dynamicsTangent('row', `column + ${widths.slopesAt(output)}u`)} = slopeTangent; }`,
  );
  return phase(text, {
    columns: widths.inputQuads,
    innerQuads: widths.hiddenQuads,
    weightAt: transposedOf(layerOf(u, 0)),
    sources: chainSources(text, 1),
    epilogue: store,
  });
}

function outputLayer(
  text: DeephpmText,
  network: DenseLayout,
  own: TangentRegions,
  [value, tangent]: readonly [Region, Region],
  quad: number,
): string {
  const layout = layerOf(network, 3);
  return phase(text, {
    columns: 1,
    innerQuads: text.widths.hiddenQuads,
    weightAt: weightOf(layout),
    sources: [regionOf(own.state, 3), regionOf(own.tangent, 3)],
    starts: [biasOf(layout)],
    epilogue: `${value('row', `${quad}u`)} = s0; ${tangent('row', `${quad}u`)} = s1;`,
  });
}

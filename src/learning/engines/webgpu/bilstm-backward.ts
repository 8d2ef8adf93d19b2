/**
 * The way back of one direction for four rows at a time: the output layer and the loss, which every workgroup computes for its
 * own rows, then the steps from the last to the first:
 *   dL/dz of the gates takes their place; dh' = dz·W_hᵀ is summed in quarters of the units, as on the way forward.
 * Afterwards the workgroup sums its rows' share of every gradient of its direction; kernel `settle` adds up the shares in order.
 */
import { type BilstmSizes, parts, rowsAtOnce } from './bilstm-layout.ts';
import { lines, repeat } from './wgsl-text.ts';

export const backwardMemory = ({ lanes, units }: BilstmSizes): string => `
var<workgroup> sums: array<vec4f, ${parts * lanes}>;
var<workgroup> slopes: array<vec4f, ${rowsAtOnce}>;
var<workgroup> gateSlopes: array<vec4f, ${rowsAtOnce * units}>;
var<workgroup> hiddenSlopes: array<f32, ${parts * rowsAtOnce * units}>;
`;

export const backwardBytes = ({ lanes, units }: BilstmSizes): number =>
  16 * (parts * lanes + rowsAtOnce + rowsAtOnce * units) + 4 * parts * rowsAtOnce * units;

/** Needs `base`, `own`, `direction`, `part`, `lane`, `t`, `step`, `shard`. */
export function backwardRows(sizes: BilstmSizes): string {
  return lines([
    outputLayer(sizes),
    outputGradient(sizes),
    throughTime(sizes),
    'storageBarrier(); workgroupBarrier();',
  ]);
}

/** u of the four rows, the loss and dL/du: each of 4 · lanes threads has one row's share of some units. */
function outputLayer(sizes: BilstmSizes): string {
  const { lanes, units, unitQuads, output, outputBias, window, batchRows, directionWork, losses } = sizes;
  const stateAt = (direction: number): string =>
    `work[own + ${direction * directionWork + sizes.hidden + (window - 1) * batchRows * unitQuads}u + (group4 + part) * ${unitQuads}u + unit / 4u][unit % 4u]`;
  return `{
var sum = vec4f();
for (var unit = lane; unit < ${units}u; unit += ${lanes}u) {
  sum += ${stateAt(0)} * state[base + ${output}u + unit];
  sum += ${stateAt(1)} * state[base + ${output + units}u + unit];
}
sums[part * ${lanes}u + lane] = sum;
}
workgroupBarrier();
if (t < ${rowsAtOnce}u) {
  var u = state[base + ${outputBias}u];
  for (var i = 0u; i < ${lanes}u; i++) { u += sums[t * ${lanes}u + i]; }
  var error = vec4f();
  if (group4 + t < step.rowCount) {
    let at = order[step.firstRow + group4 + t] * 2u;
    error = (u - labels[at]) * labels[at + 1u];
  }
  slopes[t] = 2.0 * step.knownShare * error;
  sums[t * ${lanes}u] = vec4f(step.knownShare * dot(error, error));
}
workgroupBarrier();
if (t == 0u) {
  lossSum += ${repeatSum((row) => `sums[${row * lanes}u].x`)};
  if (direction == 0u) { work[own + ${losses}u + shard] = vec4f(lossSum); }
}`;
}

const repeatSum = (part: (row: number) => string): string =>
  Array.from({ length: rowsAtOnce }, (_, row) => part(row)).join(' + ');

/** The output layer's gradient of this direction's units, and its bias's once; rows of earlier fours are added to. */
function outputGradient(sizes: BilstmSizes): string {
  const { lanes, units, unitQuads, output, outputBias, window, batchRows, directionWork } = sizes;
  const state = (row: number): string =>
    `work[own + direction * ${directionWork}u + ${sizes.hidden + (window - 1) * batchRows * unitQuads}u + (group4 + ${row}u) * ${unitQuads}u + unit / 4u][unit % 4u]`;
  return `for (var unit = t; unit < ${units}u; unit += ${parts * lanes}u) {
  let at = gradientAt + ${output}u + direction * ${units}u + unit;
  var gradient = ${repeatSum((row) => `${state(row)} * slopes[${row}]`)};
  if (!isFirst) { gradient += work[at]; }
  work[at] = gradient;
}
if (t == 0u && direction == 0u) {
  var gradient = ${repeatSum((row) => `slopes[${row}]`)};
  if (!isFirst) { gradient += work[gradientAt + ${outputBias}u]; }
  work[gradientAt + ${outputBias}u] = gradient;
}`;
}

function throughTime(sizes: BilstmSizes): string {
  const { lanes, units, blocks, window, output } = sizes;
  return `
${copiesInRegisters(sizes)}
${repeat(
  blocks,
  (block) => `let unit${block} = lane + ${block * lanes}u;
var hiddenSlope${block} = dot(slopes[part], state[base + ${output}u + direction * ${units}u + unit${block}]);
var cellSlope${block} = 0.0;
var gates${block} = ${gatesAt(sizes, `${window - 1}u`, block)};
var cell${block} = ${cellAt(sizes, `${window - 1}u`, block)};`,
)}
for (var s = ${window}u; s > 0u; ) {
  s--;
  let isStart = s == 0u;
  let stepBefore = s - select(1u, 0u, isStart);
${repeat(blocks, (block) => backwardCell(sizes, block))}
  workgroupBarrier();
${repeat(blocks, (block) => throughHidden(sizes, block))}
  workgroupBarrier();
${repeat(
  blocks,
  (block) =>
    `hiddenSlope${block} = ${Array.from({ length: parts }, (_, p) => `hiddenSlopes[(${p * rowsAtOnce}u + part) * ${units}u + unit${block}]`).join(' + ')};`,
)}
}`;
}

const gatesAt = ({ batchRows, units }: BilstmSizes, step: string, block: number): string =>
  `work[gatesAt + (${step} * ${batchRows}u + part) * ${units}u + unit${block}]`;
const cellAt = ({ batchRows, unitQuads }: BilstmSizes, step: string, block: number): string =>
  `work[cellsAt + (${step} * ${batchRows}u + part) * ${unitQuads}u + unit${block} / 4u][unit${block} % 4u]`;

/** dz of the thread's row and unit, in place of the gates; what the step before needs is asked for at once. */
function backwardCell(sizes: BilstmSizes, block: number): string {
  return `{
let cellBefore = select(${cellAt(sizes, 'stepBefore', block)}, 0.0, isStart);
let gates = gates${block};
let squashed = squashOne(cell${block});
let h = hiddenSlope${block};
let c = cellSlope${block} + h * gates.w * (1.0 - squashed * squashed);
let dz = vec4f(c * gates.z, c * cellBefore, c * gates.x, h * squashed) * vec4f(gates.x * (1.0 - gates.x), gates.y * (1.0 - gates.y), 1.0 - gates.z * gates.z, gates.w * (1.0 - gates.w));
cellSlope${block} = c * gates.y;
gateSlopes[part * ${sizes.units}u + unit${block}] = dz;
${gatesAt(sizes, 's', block)} = dz;
gates${block} = ${gatesAt(sizes, 'stepBefore', block)};
cell${block} = cellBefore;
}`;
}

/** dh' of four rows at this thread's unit, over a quarter of the units whose gates it reaches. */
function throughHidden(sizes: BilstmSizes, block: number): string {
  const { units, blocks } = sizes;
  const share = units / parts;
  const add = (u: string, w: string): string =>
    repeat(rowsAtOnce, (r) => `d${r} += dot(gateSlopes[${r * units}u + part * ${share}u + ${u}], ${w});`);
  const body =
    blocks === 1
      ? repeat(share, (j) => add(`${j}u`, `w${j}`))
      : `for (var j = 0u; j < ${share}u; j++) {
let w = state[copies + (part * ${share}u + j) * ${units}u + unit${block}];
${add('j', 'w')}
}`;
  return `{
${repeat(rowsAtOnce, (r) => `var d${r} = 0.0;`)}
${body}
${repeat(rowsAtOnce, (r) => `hiddenSlopes[(part * ${rowsAtOnce}u + ${r}u) * ${units}u + unit${block}] = d${r};`)}
}`;
}

function copiesInRegisters({ units, blocks }: BilstmSizes): string {
  const share = units / parts;
  return `let copies = base + copiesAt + direction * ${units * units}u;
${blocks > 1 ? '' : repeat(share, (j) => `let w${j} = state[copies + (part * ${share}u + ${j}u) * ${units}u + lane];`)}`;
}

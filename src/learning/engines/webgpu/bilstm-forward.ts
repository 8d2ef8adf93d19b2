/**
 * One direction of the BiLSTM for four rows, step by step (src/learning/methods/bilstm/lstm.ts): z = x·W_x + h'·W_h + b,
 * c = f ∘ c' + i ∘ g, h = o ∘ tanh(c). Thread (part, lane) sums a quarter of the inner width for unit `lane`, all four rows;
 * then it takes one of the rows, sums the quarters and moves the unit's cell on. Up to 64 units a thread's weights stay in its
 * registers; wider layers are done in blocks of 64 units that read their weights where they lie.
 */
import { type BilstmSizes, parts, rowsAtOnce } from './bilstm-layout.ts';
import { lines, repeat } from './wgsl-text.ts';

/** Workgroup memory of the pass forward. */
export const forwardMemory = ({ lanes, units, inputQuads, blocks }: BilstmSizes): string => `
var<workgroup> quarters: array<vec4f, ${parts * rowsAtOnce * lanes}>;
var<workgroup> hidden: array<f32, ${(blocks > 1 ? 2 : 1) * rowsAtOnce * units}>;
var<workgroup> cells: array<f32, ${rowsAtOnce * units}>;
var<workgroup> window: array<vec4f, ${rowsAtOnce * inputQuads}>;
`;

export const forwardBytes = ({ lanes, units, inputQuads, blocks }: BilstmSizes): number =>
  16 * parts * rowsAtOnce * lanes +
  4 * rowsAtOnce * units * (blocks > 1 ? 3 : 2) +
  16 * rowsAtOnce * inputQuads;

/** Gates through sigmoid, g through tanh z = 2 sigmoid(2z) - 1: one exponential for all four. */
export const gateFunctions = /* wgsl */ `
fn activate(z: vec4f) -> vec4f {
  let e = 1.0 / (1.0 + exp(-clamp(z * vec4f(1.0, 1.0, 2.0, 1.0), vec4f(-40.0), vec4f(40.0))));
  return vec4f(e.x, e.y, 2.0 * e.z - 1.0, e.w);
}
fn squashOne(z: f32) -> f32 {
  let e = exp(2.0 * clamp(z, -9.02, 9.02));
  return (e - 1.0) / (e + 1.0);
}`;

export interface ForwardText {
  readonly sizes: BilstmSizes;
  /** Whether a row of the four is there, and where in `order` it stands; WGSL in terms of \`row\`. */
  readonly isPresent: string;
  readonly orderAt: string;
  /** Keeps gates, states and cells for the way back. */
  readonly keeps: boolean;
}

/** Needs `base`, `direction`, `t`, and for `keeps` `group4` (first row of the four) and `work` of the run at `own`. */
export function forwardDirection(text: ForwardText): string {
  const { sizes, keeps } = text;
  const { units, blocks, threads } = sizes;
  const both = blocks > 1;
  return `
let part = t / ${sizes.lanes}u; let lane = t % ${sizes.lanes}u;
let weights = base + direction * ${sizes.directionQuads}u;
// The row whose inputs this thread fetches: the last of its window, and the first of its cell.
var newest = 0u; var oldest = 0u; var isPresent = false;
if (t < ${rowsAtOnce * sizes.inputQuads}u) {
  let row = t / ${sizes.inputQuads}u;
  isPresent = ${text.isPresent};
  if (isPresent) { newest = order[${text.orderAt}]; oldest = u32(labels[2u * newest].w); }
}
${weightsInRegisters(sizes)}
${repeat(blocks, (block) => `var cell${block} = 0.0; let bias${block} = state[weights + ${sizes.bias}u + lane + ${block * sizes.lanes}u];`)}
for (var i = t; i < ${rowsAtOnce * units}u; i += ${threads}u) { hidden[i] = 0.0; }
{ ${fetchWindow(sizes, '0u')}
${storeWindow(sizes)} }
workgroupBarrier();
for (var s = 0u; s < ${sizes.window}u; s++) {
  ${both ? `let before = (s & 1u) * ${rowsAtOnce * units}u; let after = ${rowsAtOnce * units}u - before;` : 'let before = 0u; let after = 0u;'}
  // Asked for now and stored at the end, so that nobody waits for it; the last step asks for itself once more.
  ${fetchWindow(sizes, `min(s + 1u, ${sizes.window - 1}u)`)}
${repeat(blocks, (block) => blockText(sizes, block, keeps))}
  ${storeWindow(sizes)}
  workgroupBarrier();
  ${keeps ? keepStates(sizes) : ''}
}`;
}

/** The four rows' inputs of a step: the window's rows from the oldest on, or from the newest on. */
const fetchWindow = (sizes: BilstmSizes, step: string): string => `
var nextInput = vec4f();
if (t < ${rowsAtOnce * sizes.inputQuads}u) {
  if (isPresent) { nextInput = inputs[windowRow(newest, oldest, direction, ${step}) * ${sizes.inputQuads}u + t % ${sizes.inputQuads}u]; }
}`;

const storeWindow = ({ inputQuads }: BilstmSizes): string =>
  `if (t < ${rowsAtOnce * inputQuads}u) { window[t] = nextInput; }`;

/** Which row a step of a window sees: it ends at the newest row and never reaches before the cell's first. */
export const windowFunction = ({ window }: BilstmSizes): string => `
fn windowRow(newest: u32, oldest: u32, direction: u32, s: u32) -> u32 {
  let back = select(${window - 1}u - s, s, direction == 1u);
  return newest - min(back, newest - oldest);
}`;

const inputShare = ({ inputQuads }: BilstmSizes): number => Math.ceil(inputQuads / parts);
const hiddenShare = ({ lanes }: BilstmSizes): number => lanes / parts;

function weightsInRegisters(sizes: BilstmSizes): string {
  if (sizes.blocks > 1) return '';
  const { units, weightHidden, inputQuads } = sizes;
  return lines([
    repeat(
      hiddenShare(sizes),
      (j) =>
        `let wh${j} = state[weights + ${weightHidden}u + (part * ${hiddenShare(sizes)}u + ${j}u) * ${units}u + lane];`,
    ),
    repeat(
      inputShare(sizes),
      (i) => `${repeat(4, (c) => `var wx${4 * i + c} = vec4f();`)}
if (part + ${parts * i}u < ${inputQuads}u) {
${repeat(4, (c) => `wx${4 * i + c} = state[weights + (4u * (part + ${parts * i}u) + ${c}u) * ${units}u + lane];`)}
}`,
    ),
  ]);
}

/** z of one block of units, then its cells. */
function blockText(sizes: BilstmSizes, block: number, keeps: boolean): string {
  const { lanes, units } = sizes;
  return `{
let unit = lane + ${block * lanes}u;
${repeat(rowsAtOnce, (r) => `var z${r} = vec4f();`)}
${sizes.blocks > 1 ? sumFromMemory(sizes) : sumFromRegisters(sizes)}
${repeat(rowsAtOnce, (r) => `quarters[(part * ${rowsAtOnce}u + ${r}u) * ${lanes}u + lane] = z${r};`)}
workgroupBarrier();
let row = part;
var z = bias${block};
${repeat(parts, (p) => `z += quarters[(${p * rowsAtOnce}u + row) * ${lanes}u + lane];`)}
let gates = activate(z);
cell${block} = fma(gates.y, cell${block}, gates.x * gates.z);
hidden[after + row * ${units}u + unit] = gates.w * squashOne(cell${block});
${
  keeps
    ? `cells[row * ${units}u + unit] = cell${block};
work[gatesAt + (s * ${sizes.batchRows}u + row) * ${units}u + unit] = gates;`
    : ''
}
${sizes.blocks > 1 ? 'workgroupBarrier();' : ''}
}`;
}

function sumFromRegisters(sizes: BilstmSizes): string {
  const { units, inputQuads } = sizes;
  const share = hiddenShare(sizes);
  const multiply = (r: number, x: string, w: string): string => `z${r} = fma(vec4f(${x}), ${w}, z${r});`;
  return lines([
    repeat(inputShare(sizes), (i) => {
      const body = repeat(
        rowsAtOnce,
        (r) => `{ let x = window[${r * inputQuads}u + part + ${parts * i}u];
${lines(['x', 'y', 'z', 'w'].map((c, at) => multiply(r, `x.${c}`, `wx${4 * i + at}`)))} }`,
      );
      return `if (part + ${parts * i}u < ${inputQuads}u) {\n${body}\n}`;
    }),
    repeat(share, (j) =>
      repeat(rowsAtOnce, (r) => multiply(r, `hidden[${r * units}u + part * ${share}u + ${j}u]`, `wh${j}`)),
    ),
  ]);
}

function sumFromMemory({ units, inputQuads, weightHidden }: BilstmSizes): string {
  return `for (var k = part; k < ${4 * inputQuads}u; k += ${parts}u) {
  let w = state[weights + k * ${units}u + unit];
  ${repeat(rowsAtOnce, (r) => `z${r} = fma(vec4f(window[${r * inputQuads}u + k / 4u][k % 4u]), w, z${r});`)}
}
for (var k = part * ${units / parts}u; k < (part + 1u) * ${units / parts}u; k++) {
  let w = state[weights + ${weightHidden}u + k * ${units}u + unit];
  ${repeat(rowsAtOnce, (r) => `z${r} = fma(vec4f(hidden[before + ${r * units}u + k]), w, z${r});`)}
}`;
}

/** Whole quads of h and c into \`work\`: single floats of a quad must not be written by different threads. */
function keepStates({ units, unitQuads, threads, batchRows }: BilstmSizes): string {
  const four = (from: string, at: string): string =>
    `vec4f(${[0, 1, 2, 3].map((lane) => `${from}[${at} + ${lane}u]`).join(', ')})`;
  return `for (var i = t; i < ${2 * rowsAtOnce * unitQuads}u; i += ${threads}u) {
  let row = i / ${unitQuads}u % ${rowsAtOnce}u; let quad = i % ${unitQuads}u;
  let at = (s * ${batchRows}u + row) * ${unitQuads}u + quad;
  let source = row * ${units}u + 4u * quad;
  if (i < ${rowsAtOnce * unitQuads}u) { work[hiddenAt + at] = ${four('hidden', 'after + source')}; } else { work[cellsAt + at] = ${four('cells', 'source')}; }
}`;
}

/**
 * The shares of the gradients of one direction's weights that one workgroup's rows have, and the kernel that adds the shares up
 * and makes Adam's step: W̄_x = Σ xᵀ·dz, W̄_h = Σ h'ᵀ·dz, b̄ = Σ dz over steps and rows, in a fixed order.
 */
import { type BilstmSizes, parts, rowsAtOnce } from './bilstm-layout.ts';
import { lines, repeat } from './wgsl-text.ts';

const lanesOfQuad = ['x', 'y', 'z', 'w'];

/** Thread (part, lane) has unit `lane` of a block and a quarter of 64 units of the inner width. */
export function gradientShares(sizes: BilstmSizes): string {
  const { blocks } = sizes;
  const pairs = Array.from(
    { length: blocks * blocks },
    (_, at) => [Math.floor(at / blocks), at % blocks] as const,
  );
  return lines(pairs.map(([block, inner]) => blockGradient(sizes, block, inner)));
}

function blockGradient(sizes: BilstmSizes, block: number, inner: number): string {
  const { units, lanes, weightHidden, bias, inputQuads } = sizes;
  const hiddenQuads = lanes / parts / 4;
  const inputShare = inner === 0 ? Math.ceil(inputQuads / parts) : 0;
  const firstHidden = `${inner * lanes}u + part * ${lanes / parts}u`;
  const store = (at: string, value: string): string =>
    `work[weightsAt + (${at}) * ${units}u + unit] = ${value};`;
  return `{
let unit = lane + ${block * lanes}u;
let weightsAt = gradientAt + direction * ${sizes.directionQuads}u;
${repeat(4 * hiddenQuads, (j) => `var gh${j} = vec4f();`)}
${repeat(4 * inputShare, (j) => `var gx${j} = vec4f();`)}
var gb = vec4f();
for (var group4 = shard * ${rowsAtOnce}u; group4 < step.rowCount; group4 += ${sizes.shards * rowsAtOnce}u) {
${repeat(rowsAtOnce, (r) => `let newest${r} = order[step.firstRow + min(group4 + ${r}u, step.rowCount - 1u)]; let oldest${r} = u32(labels[2u * newest${r}].w);`)}
for (var s = 0u; s < ${sizes.window}u; s++) {
let gatesAt = own + direction * ${sizes.directionWork}u + ${sizes.gates}u + (s * ${sizes.batchRows}u + group4) * ${units}u + unit;
let hiddenAt = own + direction * ${sizes.directionWork}u + ${sizes.hidden}u + (max(s, 1u) - 1u) * ${sizes.batchRows * sizes.unitQuads}u + group4 * ${sizes.unitQuads}u + (${firstHidden}) / 4u;
// The state before the first step is 0.
let isLater = select(0.0, 1.0, s > 0u);
${repeat(rowsAtOnce / 2, (half) => pairGradient(sizes, { first: 2 * half, hiddenQuads, inputShare }))}
}
}
${repeat(4 * hiddenQuads, (j) => store(`${firstHidden} + ${j}u + ${weightHidden / units}u`, `gh${j}`))}
${repeat(
  inputShare,
  (i) => `if (part + ${parts * i}u < ${inputQuads}u) {
${repeat(4, (c) => store(`4u * (part + ${parts * i}u) + ${c}u`, `gx${4 * i + c}`))}
}`,
)}
${inner === 0 ? `if (part == 0u) { work[weightsAt + ${bias}u + unit] = gb; }` : ''}
}`;
}

interface PairOfRows {
  readonly first: number;
  readonly hiddenQuads: number;
  readonly inputShare: number;
}

/** What one step of two rows adds to this thread's gradients: all is read before the first of it is needed. */
function pairGradient(sizes: BilstmSizes, { first, hiddenQuads, inputShare }: PairOfRows): string {
  const { units, unitQuads, inputQuads } = sizes;
  const rows = [first, first + 1];
  const add = (name: string, slot: number, left: string, slope: string): string =>
    lines(
      lanesOfQuad.map(
        (lane, c) => `${name}${slot + c} = fma(vec4f(${left}.${lane}), ${slope}, ${name}${slot + c});`,
      ),
    );
  const reads = rows.map(
    (row) => `
let dz${row} = work[gatesAt + ${row * units}u];
${repeat(hiddenQuads, (q) => `let h${row}_${q} = work[hiddenAt + ${row * unitQuads + q}u];`)}
${repeat(inputShare, (i) => `var x${row}_${i} = vec4f();`)}
${inputShare === 0 ? '' : `let inputAt${row} = windowRow(newest${row}, oldest${row}, direction, s) * ${inputQuads}u + part;`}
${repeat(inputShare, (i) => `if (part + ${parts * i}u < ${inputQuads}u) { x${row}_${i} = inputs[inputAt${row} + ${parts * i}u]; }`)}`,
  );
  const sums = rows.map(
    (row) => `
gb += dz${row};
let later${row} = isLater * dz${row};
${repeat(hiddenQuads, (q) => add('gh', 4 * q, `h${row}_${q}`, `later${row}`))}
${repeat(inputShare, (i) => add('gx', 4 * i, `x${row}_${i}`, `dz${row}`))}`,
  );
  return `{ ${lines([...reads, ...sums])} }`;
}

export const settleThreads = 64;

/** One thread a quad of weights: the shares of all shards in their order, then Adam; W_h is copied with its units exchanged. */
export function settleKernel(sizes: BilstmSizes): string {
  const { units, weightHidden, directionQuads, weightQuads, gradients, losses, workQuads, shards } = sizes;
  return `
@compute @workgroup_size(${settleThreads})
fn settle(@builtin(workgroup_id) group: vec3u, @builtin(local_invocation_index) t: u32) {
  let run = runs[group.x];
  if (span.first >= run.stepCount) { return; }
  let step = steps[run.firstStep + span.first];
  let own = run.state * ${workQuads}u;
  let count = min(${shards}u, (step.rowCount + ${rowsAtOnce - 1}u) / ${rowsAtOnce}u);
  let quad = group.y * ${settleThreads}u + t;
  if (quad == 0u) {
    var loss = 0.0;
    for (var shard = 0u; shard < count; shard++) { loss += work[own + ${losses}u + shard].x; }
    results[span.first * span.runCount + group.x] = vec4f(loss, 0.0, 0.0, 0.0);
  }
  if (quad >= ${weightQuads}u) { return; }
  var gradient = vec4f();
  for (var shard = 0u; shard < count; shard++) { gradient += work[own + ${gradients}u + shard * ${weightQuads}u + quad]; }
  let base = run.state * stateQuads;
  let at = base + quad;
  let next = adam(state[at], state[at + weightQuads], state[at + 2u * weightQuads], gradient, step);
  state[at] = next.weight; state[at + weightQuads] = next.mean; state[at + 2u * weightQuads] = next.variance;
  if (quad < ${2 * directionQuads}u) {
    let direction = quad / ${directionQuads}u; let slot = quad % ${directionQuads}u;
    if (slot >= ${weightHidden}u && slot < ${weightHidden + units * units}u) {
      let k = (slot - ${weightHidden}u) / ${units}u; let unit = (slot - ${weightHidden}u) % ${units}u;
      state[base + copiesAt + direction * ${units * units}u + unit * ${units}u + k] = next.weight;
    }
  }
}`;
}

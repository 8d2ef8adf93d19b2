/**
 * Pieces of WGSL that the dense kernels are made of. A thread computes, for some rows, four neighbouring columns of a product;
 * a weight's gradient is computed in tiles of four rows by four columns.
 */

export const lines = (parts: readonly string[]): string => parts.join('\n');

export const repeat = (count: number, part: (index: number) => string): string =>
  lines(Array.from({ length: count }, (_, index) => part(index)));

/** Every tile of `count` once, spread over the `threads` threads of the group; `i` is its index, `t` the thread's. */
export const forEachTile = (count: number, threads: number, body: string): string =>
  count === threads
    ? `{ let i = t;\n${body}\n}`
    : count < threads
      ? `if (t < ${count}u) { let i = t;\n${body}\n}`
      : `for (var i = t; i < ${count}u; i += ${threads}u) {\n${body}\n}`;

/** Quads that a thread asks for before it needs the first: enough to hide the memory's latency, few enough for registers. */
const mostAsked = 24;

/** The greatest divisor of `count` for which `each` quads a pass are not too many. */
function passLength(count: number, each: number): number {
  let length = Math.max(1, Math.min(count, Math.floor(mostAsked / each)));
  while (count % length !== 0) length--;
  return length;
}

export interface ProductText {
  /** How many quads the inner width has. */
  readonly innerQuads: number;
  /** Row length of the weight in quads. */
  readonly rowQuads: number;
  /** Quad index in `state` of the weight's first row at this thread's columns. */
  readonly weightAt: string;
  /** Accumulator, and quad k of its left row. */
  readonly terms: readonly { readonly sum: string; readonly left: (k: string) => string }[];
}

/** sum += left · W for each term; the four rows of W that a quad of `left` meets are read once for all of them. */
export function product({ innerQuads, rowQuads, weightAt, terms }: ProductText): string {
  const pass = passLength(innerQuads, 4 + terms.length);
  const read = (step: number): string => `let at${step} = ${weightAt} + (k + ${step}u) * ${4 * rowQuads}u;
${repeat(4, (row) => `let w${step}_${row} = state[at${step} + ${row * rowQuads}u];`)}
${lines(terms.map(({ left }, term) => `let a${step}_${term} = ${left(`(k + ${step}u)`)};`))}`;
  const add = (step: number): string =>
    lines(
      terms.map(({ sum }, term) => {
        const a = `a${step}_${term}`;
        const w = `w${step}_`;
        return `${sum} = fma(vec4f(${a}.w), ${w}3, fma(vec4f(${a}.z), ${w}2, fma(vec4f(${a}.y), ${w}1, fma(vec4f(${a}.x), ${w}0, ${sum}))));`;
      }),
    );
  return `for (var k = 0u; k < ${innerQuads}u; k += ${pass}u) {
${repeat(pass, read)}
${repeat(pass, add)}
}`;
}

export interface GradientText {
  readonly rows: number;
  /** What a weight's input and its output's slope are in a row, as quads; several pairs are added up. */
  readonly pairs: readonly {
    readonly left: (row: string) => string;
    readonly slope: (row: string) => string;
  }[];
  /** Condition under which this thread sums the bias too, whose slope is that of the first pair. */
  readonly sumsBias: string;
}

/** g0 … g3: the gradient's four rows at these four columns, summed over the rows in order; gBias where it is asked for. */
function gradientTile({ rows, pairs, sumsBias }: GradientText): string {
  const pass = passLength(rows, 2 * pairs.length);
  const read = (step: number): string =>
    lines(
      pairs.map(
        ({ left, slope }, pair) =>
          `let a${step}_${pair} = ${left(`(row + ${step}u)`)}; let d${step}_${pair} = ${slope(`(row + ${step}u)`)};`,
      ),
    );
  const add = (step: number): string =>
    lines(
      pairs.map((_, pair) => {
        const [a, d] = [`a${step}_${pair}`, `d${step}_${pair}`];
        return `g0 = fma(vec4f(${a}.x), ${d}, g0); g1 = fma(vec4f(${a}.y), ${d}, g1); g2 = fma(vec4f(${a}.z), ${d}, g2); g3 = fma(vec4f(${a}.w), ${d}, g3);`;
      }),
    );
  return `var g0 = vec4f(); var g1 = vec4f(); var g2 = vec4f(); var g3 = vec4f(); var gBias = vec4f();
for (var row = 0u; row < ${rows}u; row += ${pass}u) {
${repeat(pass, read)}
${repeat(pass, add)}
if (${sumsBias}) { ${repeat(pass, (step) => `gBias += d${step}_0;`)} }
}`;
}

/** What one kernel knows of a layer. */
interface LayerText {
  readonly weight: { readonly first: number; readonly rowQuads: number; readonly copy: number };
  readonly bias: number;
  readonly inputQuads: number;
}

export interface UpdateText {
  readonly layer: LayerText;
  readonly threads: number;
  readonly gradient: Omit<GradientText, 'sumsBias'>;
  /** Whether a batch can have more rows than are worked on at once: gradients wait in the state for the last of them. */
  readonly sumsGradients: boolean;
  /** Adds to g0 … g3 after the sum over the rows. */
  readonly extra?: string;
}

/**
 * The layer's gradient and its step, tile by tile: needs `base`, `step`, `first`, `tileRows` and `t` in scope. What Adam needs
 * is asked for before the gradient is summed, so that it is there when the sum is.
 */
export function updateLayer({ layer, threads, gradient, sumsGradients, extra = '' }: UpdateText): string {
  const { weight, bias, inputQuads } = layer;
  const { rowQuads } = weight;
  const rows = [0, 1, 2, 3];
  const adam = `${lines(rows.map((row) => `let n${row} = adam(w${row}, m${row}, v${row}, g${row}, step);`))}
${lines(rows.map((row) => `state[at + ${row * rowQuads}u] = n${row}.weight; state[at + ${row * rowQuads}u + weightQuads] = n${row}.mean; state[at + ${row * rowQuads}u + 2u * weightQuads] = n${row}.variance;`))}
let copy = base + copiesAt + ${weight.copy}u + column * ${4 * inputQuads}u + inner;
${lines(['x', 'y', 'z', 'w'].map((lane, row) => `state[copy + ${row * inputQuads}u] = vec4f(${rows.map((of) => `n${of}.weight.${lane}`).join(', ')});`))}
if (inner == 0u) {
  let at = base + ${bias}u + column;
  let n = adam(state[at], state[at + weightQuads], state[at + 2u * weightQuads], gBias, step);
  state[at] = n.weight; state[at + weightQuads] = n.mean; state[at + 2u * weightQuads] = n.variance;
}`;
  return forEachTile(
    inputQuads * rowQuads,
    threads,
    `let column = i % ${rowQuads}u; let inner = i / ${rowQuads}u;
let at = base + ${weight.first}u + inner * ${4 * rowQuads}u + column;
${lines(rows.map((row) => `let w${row} = state[at + ${row * rowQuads}u]; let m${row} = state[at + ${row * rowQuads}u + weightQuads]; let v${row} = state[at + ${row * rowQuads}u + 2u * weightQuads];`))}
${gradientTile({ ...gradient, sumsBias: 'inner == 0u' })}
${extra}
${sumsGradients ? waitForLast(bias, rowQuads, adam) : adam}`,
  );
}

/** Adds what earlier rows of the batch gave; only after the last of them is a step made. */
const waitForLast = (bias: number, rowQuads: number, adam: string): string => `
let biasAt = base + ${bias}u + column + gradientsAt;
if (first > 0u) {
${repeat(4, (row) => `g${row} += state[at + ${row * rowQuads}u + gradientsAt];`)}
if (inner == 0u) { gBias += state[biasAt]; }
}
if (first + tileRows < step.rowCount) {
${repeat(4, (row) => `state[at + ${row * rowQuads}u + gradientsAt] = g${row};`)}
if (inner == 0u) { state[biasAt] = gBias; }
} else {
${adam}
}`;

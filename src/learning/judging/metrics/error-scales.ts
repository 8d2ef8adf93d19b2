/**
 * How far off a model will be on a further cell, from how far off it was on cells it was not trained on. Cells differ in
 * how well they are predicted, so the unknown is the scale of the next cell:
 *
 *   q_c  the 0.9 quantile of the absolute errors of held-out cell c
 *   log q_c ~ N(μ, τ²)  between cells;  within a cell errors are normal with that quantile
 *
 * A few cells say little about τ, so its estimate is drawn to τ₀ with the weight of ν₀ cells:
 * s² = (ν₀·τ₀² + Σ(log q_c − m)²) / (ν₀ + n − 1), m the mean. The scale of a further cell is then log-normal with mean m
 * and variance s²·(1 + 1/n) (the predictive distribution of a hierarchical normal model: Gelman and others, Bayesian Data
 * Analysis, chapter 5, with s² put in for its posterior), and the share of its rows within w is
 * E[erf(z·w / (√2·q))], z = 1.6449. τ₀ and ν₀ were chosen on the published cells (docs/decisions/0051).
 */
export interface ErrorScales {
  /** exp(m): what is typical for the 0.9 quantile of a cell. */
  readonly typical: number;
  /** Deviation of the log of a further cell's. */
  readonly spread: number;
}

const priorSpread = 0.6;
const priorCells = 3;
const smallestScale = 1e-12;
const quantileOfNormal = 1.6448536269514722;
export const scaleLevel = 0.9;

/** `quantiles`: one of each cell, one at least. */
export function fitErrorScales(quantiles: readonly number[]): ErrorScales {
  const logs = quantiles.map((quantile) => Math.log(Math.max(smallestScale, quantile)));
  const count = logs.length;
  const mean = logs.reduce((sum, value) => sum + value, 0) / count;
  const squares = logs.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const variance = (priorCells * priorSpread ** 2 + squares) / (priorCells + count - 1);
  return { typical: Math.exp(mean), spread: Math.sqrt(variance * (1 + 1 / count)) };
}

/** Of the rows of a further cell. */
export function shareWithin({ typical, spread }: ErrorScales, width: number): number {
  let share = 0;
  let weights = 0;
  for (let node = -nodes; node <= nodes; node += 1) {
    const deviations = (node * reach) / nodes;
    const weight = Math.exp(-(deviations ** 2) / 2);
    const scale = typical * Math.exp(spread * deviations);
    share += weight * erf((quantileOfNormal * width) / (Math.SQRT2 * scale));
    weights += weight;
  }
  return share / weights;
}

const nodes = 40;
const reach = 5;

/** Half the width that holds a share `level` of the rows of a further cell. */
export function widthHolding(scales: ErrorScales, level: number): number {
  let [low, high] = [Math.log(scales.typical) - 5, Math.log(scales.typical) + 5 + 6 * scales.spread];
  for (let step = 0; step < 50; step += 1) {
    const middle = (low + high) / 2;
    if (shareWithin(scales, Math.exp(middle)) < level) low = middle;
    else high = middle;
  }
  return Math.exp(high);
}

/** The ⌈level·(rows + 1)⌉-th smallest, at most the largest. */
export function ownQuantile(residuals: Float64Array, level: number): number {
  const rank = Math.min(residuals.length, Math.ceil(level * (residuals.length + 1) - 1e-9));
  return residuals.toSorted()[rank - 1] ?? Number.NaN;
}

/** Abramowitz and Stegun, Handbook of Mathematical Functions, 7.1.26, for x ≥ 0; off by 1.5e-7 at most. */
function erf(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial =
    t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-(x ** 2));
}

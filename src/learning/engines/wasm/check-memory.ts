import type { NetworkPlan } from '../engine.ts';

/** Throws, in plain words with sizes and the way out, where a network needs more memory than there may be. */
export function checkMemory(
  neededBytes: number,
  limitBytes: number,
  plan: NetworkPlan,
  rowCount: number,
): void {
  if (neededBytes <= limitBytes) return;
  const { algorithm, hyperparams } = plan.choice;
  const sizes = [`${rowCount} rows`, `batch_size ${hyperparams.batch_size}`];
  const smaller = ['batch_size'];
  if (plan.choice.algorithm === 'bilstm') {
    const { window, hidden_size: hiddenSize } = plan.choice.hyperparams;
    sizes.push(`window ${window}`, `hidden_size ${hiddenSize}`);
    smaller.push('window', 'hidden_size');
  }
  throw new Error(
    `This ${algorithm} job needs ${inMebibytes(neededBytes)} of memory (${sizes.join(', ')}); ` +
      `the most it may take is ${inMebibytes(limitBytes)}. Choose a smaller ${smaller.join(', ')}, or fewer batteries.`,
  );
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_048_576).toLocaleString('en-GB')} MiB`;
}

import type { MethodTable } from '../../../shared/contract/methods/define-method.ts';
import { memoryKnobs } from '../../../shared/domain/method-facts.ts';
import type { NetworkPlan } from '../engine.ts';

/** Throws, in plain words with sizes and the way out, where a network needs more memory than there may be. */
export function checkMemory(
  neededBytes: number,
  limitBytes: number,
  plan: NetworkPlan,
  rowCount: number,
  methods?: MethodTable,
): void {
  if (neededBytes <= limitBytes) return;
  const { algorithm, hyperparams } = plan.choice;
  const knobs = memoryKnobs(plan.choice, methods);
  const values: Readonly<Record<string, unknown>> = hyperparams;
  const sizes = [`${rowCount} rows`, ...knobs.map((name) => `${name} ${String(values[name])}`)];
  throw new Error(
    `This ${algorithm} job needs ${inMebibytes(neededBytes)} of memory (${sizes.join(', ')}); ` +
      `the most it may take is ${inMebibytes(limitBytes)}. Choose a smaller ${knobs.join(', ')}, or fewer batteries.`,
  );
}

function inMebibytes(bytes: number): string {
  return `${Math.ceil(bytes / 1_048_576).toLocaleString('en-GB')} MiB`;
}

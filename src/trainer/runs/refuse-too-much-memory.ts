/** Several trainings at once take several times the memory: refused before it is asked for. */
import type { AlgorithmChoice } from '../../shared/contract/hyperparams.ts';
import type { MethodTable } from '../../shared/contract/methods/define-method.ts';
import type { RunPlanTable } from '../../shared/contract/run-plans/define-run-plan.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { memoryKnobs } from '../../shared/domain/method-facts.ts';
import { runPlanFacts } from '../../shared/domain/run-plan-facts.ts';

/** The most that one job may take, with folds or without: what WebAssembly can address. */
export const mostBytes = 4 * 1024 ** 3;

export interface WantedMemory {
  readonly bytes: number;
  readonly runCount: number;
  readonly choice: AlgorithmChoice;
  readonly limitBytes: number;
}

interface FactTables {
  readonly methods?: MethodTable;
  readonly runPlans?: RunPlanTable;
}

/** Throws AppError with the sizes and what to make smaller. */
export function refuseTooMuchMemory(
  { bytes, runCount, choice, limitBytes }: WantedMemory,
  tables: FactTables = {},
): void {
  if (bytes <= limitBytes) return;
  const { lighter } = runPlanFacts(choice.hyperparams.folds, tables.runPlans);
  const smaller = alternatives(memoryKnobs(choice, tables.methods));
  throw new AppError(
    'VALIDATION_ERROR',
    `These ${runCount} trainings at once need ${inMebibytes(bytes)} of memory, about ` +
      `${inMebibytes(bytes / runCount)} each; the most one job may take is ${inMebibytes(limitBytes)}. ` +
      `Choose ${lighter}, or a smaller ${smaller}.`,
  );
}

/** "one", "one or other", "one, other or third" */
const alternatives = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} or ${names.at(-1) ?? ''}`;

const inMebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2).toLocaleString('en-GB')} MiB`;

/** The programs by algorithm, and what a device must have to run them. */
import type { NetworkPlan } from '../engine.ts';
import { baselineProgram } from './baseline-program.ts';
import { bilstmProgram } from './bilstm-program.ts';
import { deephpmProgram } from './deephpm-program.ts';
import type { GpuLimits } from './gpu-device.ts';
import { quadBytes } from './gpu-memory.ts';
import type { GpuProgram } from './gpu-program.ts';
import { type ProgramLimits, programLimits } from './program-limits.ts';
import { inputBytes, labelBytes } from './row-data.ts';

const programs: Readonly<
  Record<NetworkPlan['choice']['algorithm'], (plan: NetworkPlan, limits: ProgramLimits) => GpuProgram>
> = { baseline: baselineProgram, bilstm: bilstmProgram, deephpm: deephpmProgram };

/** `rowCount`: rows of the greatest data set; no batch has more. */
export function programOf(plan: NetworkPlan, rowCount: number, limits: GpuLimits): GpuProgram {
  const batchRows = Math.max(1, Math.min(plan.choice.hyperparams.batch_size, rowCount));
  return programs[plan.choice.algorithm](plan, programLimits(limits, batchRows));
}

/** In words, what the device has too little of for one run of the program; null where it can. */
export function whyNotProgram({ threads, workgroupBytes }: GpuProgram, limits: GpuLimits): string | null {
  const has = limits.maxComputeInvocationsPerWorkgroup;
  if (threads > has) return `it needs ${threads} threads in a workgroup, this GPU has ${has}`;
  const bytes = limits.maxComputeWorkgroupStorageSize;
  if (workgroupBytes <= bytes) return null;
  return `it needs ${kibibytes(workgroupBytes)} of workgroup memory, this GPU has ${kibibytes(bytes)}; a smaller network fits`;
}

export interface ProgramBytes {
  readonly state: number;
  readonly work: number;
  readonly inputs: number;
  readonly labels: number;
}

export const programBytes = (
  plan: NetworkPlan,
  program: GpuProgram,
  runCount: number,
  rowCount: number,
): ProgramBytes => ({
  state: runCount * program.stateQuads * quadBytes,
  work: runCount * program.workQuads * quadBytes,
  inputs: inputBytes(plan, rowCount),
  labels: labelBytes(rowCount),
});

/** In words, which buffer is larger than the device lets one be; null where none is. */
export function whyNotBytes(bytes: ProgramBytes, limits: GpuLimits): string | null {
  const most = Math.min(limits.maxStorageBufferBindingSize, limits.maxBufferSize);
  const { state, work, inputs, labels } = bytes;
  const greatest = Math.max(state, work, inputs, labels);
  if (greatest <= most) return null;
  return `it needs ${mebibytes(greatest)} in one buffer, this GPU gives ${mebibytes(most)} at most`;
}

const kibibytes = (bytes: number): string => `${Math.ceil(bytes / 1024)} KiB`;
const mebibytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2).toLocaleString('en-GB')} MiB`;

/** What a program may take of a workgroup; more would be no faster, or not be had. */
import type { GpuLimits } from './gpu-device.ts';

export interface ProgramLimits {
  readonly threads: number;
  readonly workgroupBytes: number;
  /** The most rows of a batch. */
  readonly batchRows: number;
}

/** More threads a workgroup than this leave too few registers to each. */
const mostThreads = 256;
const mostWorkgroupBytes = 32_768;

export const programLimits = (limits: GpuLimits, batchRows: number): ProgramLimits => ({
  batchRows,
  threads: Math.min(mostThreads, limits.maxComputeInvocationsPerWorkgroup),
  workgroupBytes: Math.min(mostWorkgroupBytes, limits.maxComputeWorkgroupStorageSize),
});

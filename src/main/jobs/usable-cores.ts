/** How many cores trainings may keep busy. */
import { availableParallelism } from 'node:os';
import type { Settings } from '../../shared/contract/settings.ts';

/** From so many cores up the person at the machine has one of them, where the setting is automatic. */
const fewestToKeepOne = 4;

export function usableCores(
  { keep_core_free: wanted }: Pick<Settings, 'keep_core_free'>,
  cores = availableParallelism(),
): number {
  const keepsOne = wanted === 'on' || (wanted === 'auto' && cores >= fewestToKeepOne);
  return Math.max(1, keepsOne ? cores - 1 : cores);
}

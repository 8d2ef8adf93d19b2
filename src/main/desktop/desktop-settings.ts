/** What the desktop has to know of settings.json before the host is up. */
import { readFileSync } from 'node:fs';
import { settingFacts } from '../../shared/contract/settings.ts';
import { leavesGpuToTraining } from '../settings/leave-gpu-to-training.ts';

/**
 * Whether pages are drawn without the GPU. Read before anything else, since Electron decides it before it is ready; a
 * file that cannot be read is reported by those who need more of it.
 */
export function readLeaveGpuToTraining(settingsFile: string): boolean {
  try {
    const settings = JSON.parse(readFileSync(settingsFile, 'utf8')) as Record<string, unknown> | null;
    const parsed = settingFacts.leave_gpu_to_training.parse(settings?.['leave_gpu_to_training']);
    return leavesGpuToTraining(parsed.ok ? parsed.value : 'auto');
  } catch {
    return false;
  }
}

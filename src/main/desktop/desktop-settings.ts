/** The settings that only the desktop has; they stand in settings.json beside the others. */
import { readFileSync } from 'node:fs';
import { updateSettingsFile } from '../settings/settings-file.ts';

const key = 'leave_gpu_to_training';

/**
 * Whether pages are drawn without the GPU. Read before anything else, since Electron decides it before it is ready; a
 * file that cannot be read is reported by those who need more of it.
 */
export function readLeaveGpuToTraining(settingsFile: string): boolean {
  try {
    const settings: unknown = JSON.parse(readFileSync(settingsFile, 'utf8'));
    return typeof settings === 'object' && settings !== null && key in settings && settings[key] === true;
  } catch {
    return false;
  }
}

export const writeLeaveGpuToTraining = (settingsFile: string, isWanted: boolean): Promise<void> =>
  updateSettingsFile(settingsFile, { [key]: isWanted });

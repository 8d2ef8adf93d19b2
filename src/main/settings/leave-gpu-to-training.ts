/** Whether the window is drawn without the GPU, so that training has it to itself. */
import { type LeaveGpuToTraining, leaveGpuToTrainingSchema } from '../../shared/contract/system.ts';

/** No engine of this version trains on a GPU, so there is nothing to leave it to. */
const hasGpuEngine = false;

export const leavesGpuToTraining = (setting: LeaveGpuToTraining): boolean =>
  setting === 'auto' ? hasGpuEngine : setting === 'on';

/** As it stands in settings.json, true and false for on and off included; undefined for anything else. */
export function parseLeaveGpuToTraining(value: unknown): LeaveGpuToTraining | undefined {
  if (value === undefined) return 'auto';
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return leaveGpuToTrainingSchema.safeParse(value).data;
}

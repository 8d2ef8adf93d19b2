/** Whether the window is drawn without the GPU, so that training has it to itself. */
import type { Switch } from '../../shared/contract/setting.ts';

/** No engine of this version trains on a GPU, so there is nothing to leave it to. */
const hasGpuEngine = false;

export const leavesGpuToTraining = (setting: Switch): boolean =>
  setting === 'auto' ? hasGpuEngine : setting === 'on';

/** Whether the desktop's window keeps off the GPU; a browser draws as it likes. */
import type { Settings } from '../../../../shared/contract/settings.ts';
import { gpuSentences } from '../../words/settings-words.ts';
import { SwitchChoice } from './switch-setting.tsx';

const isDesktop = 'backend' in window;

interface GpuSettingProps {
  readonly settings: Settings;
  readonly row: { readonly label: string };
}

export function GpuSetting({ settings, row: { label } }: GpuSettingProps) {
  return (
    <SwitchChoice settings={settings} name="leave_gpu_to_training" label={label}>
      {gpuSentences[settings.leave_gpu_to_training]}
      {isDesktop ? '' : ' This page is open in a browser, where it changes nothing.'}
    </SwitchChoice>
  );
}

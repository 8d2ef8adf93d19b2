/** Whether the desktop's window keeps off the GPU; a browser draws as it likes. */
import { SegmentedControl } from '@mantine/core';
import { leaveGpuToTrainingSchema, type Settings } from '../../../../shared/contract/system.ts';
import { saveSettings } from '../../actions/settings-actions.ts';
import { gpuSentences } from '../../words/settings-words.ts';
import { Setting } from './setting.tsx';

const labels = { auto: 'Automatic', on: 'On', off: 'Off' } as const;
const isDesktop = 'backend' in window;

export function GpuSetting({ settings }: { readonly settings: Settings }) {
  const chosen = settings.leave_gpu_to_training;
  return (
    <Setting name="Leave the GPU to training">
      <div>
        <SegmentedControl
          aria-label="Leave the GPU to training"
          value={chosen}
          data={leaveGpuToTrainingSchema.options.map((value) => ({ value, label: labels[value] }))}
          onChange={(value) => {
            const wanted = leaveGpuToTrainingSchema.safeParse(value);
            if (wanted.success) void saveSettings({ leave_gpu_to_training: wanted.data });
          }}
        />
      </div>
      <span className="dim">
        {gpuSentences[chosen]}
        {isDesktop ? '' : ' This page is open in a browser, where it changes nothing.'}
      </span>
    </Setting>
  );
}

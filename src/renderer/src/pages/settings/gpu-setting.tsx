/** Whether the desktop's window keeps off the GPU; a browser draws as it likes. */
import { SegmentedControl } from '@mantine/core';
import { switchSchema } from '../../../../shared/contract/setting.ts';
import type { Settings } from '../../../../shared/contract/settings.ts';
import { saveSettings } from '../../actions/settings-actions.ts';
import { gpuSentences } from '../../words/settings-words.ts';
import { Setting } from './setting.tsx';

const labels = { auto: 'Automatic', on: 'On', off: 'Off' } as const;
const isDesktop = 'backend' in window;

interface GpuSettingProps {
  readonly settings: Settings;
  readonly row: { readonly label: string };
}

export function GpuSetting({ settings, row: { label } }: GpuSettingProps) {
  const chosen = settings.leave_gpu_to_training;
  return (
    <Setting name={label}>
      <div>
        <SegmentedControl
          aria-label={label}
          value={chosen}
          data={switchSchema.options.map((value) => ({ value, label: labels[value] }))}
          onChange={(value) => {
            const wanted = switchSchema.safeParse(value);
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

/** A setting that is automatic, on or off. */
import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { switchSchema } from '../../../../shared/contract/setting.ts';
import type { SettingName, Settings } from '../../../../shared/contract/settings.ts';
import { saveSettings } from '../../actions/settings-actions.ts';
import { Setting } from './setting.tsx';

const labels = { auto: 'Automatic', on: 'On', off: 'Off' } as const;

interface SwitchChoiceProps {
  readonly settings: Settings;
  readonly name: SettingName;
  readonly label: string;
  readonly children: ReactNode;
}

export function SwitchChoice({ settings, name, label, children }: SwitchChoiceProps) {
  const chosen = switchSchema
    .catch('auto')
    .parse(Object.entries(settings).find(([key]) => key === name)?.[1]);
  return (
    <Setting name={label}>
      <div>
        <SegmentedControl
          aria-label={label}
          value={chosen}
          data={switchSchema.options.map((value) => ({ value, label: labels[value] }))}
          onChange={(value) => {
            const wanted = switchSchema.safeParse(value);
            if (wanted.success) void saveSettings({ [name]: wanted.data });
          }}
        />
      </div>
      <span className="dim">{children}</span>
    </Setting>
  );
}

interface SwitchSettingProps {
  readonly settings: Settings;
  readonly row: { readonly name: SettingName; readonly label: string; readonly words: string };
}

export function SwitchSetting({ settings, row: { name, label, words } }: SwitchSettingProps) {
  return (
    <SwitchChoice settings={settings} name={name} label={label}>
      {words}
    </SwitchChoice>
  );
}

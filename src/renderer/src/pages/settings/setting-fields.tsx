/** The settings of a section: each a number that is changed where it stands, unless it has a view of its own. */
import { Switch } from '@mantine/core';
import type { FunctionComponent } from 'react';
import type { SettingName, Settings } from '../../../../shared/contract/settings.ts';
import { saveSettings } from '../../actions/settings-actions.ts';
import { EditInPlace } from '../../components/edit-in-place.tsx';
import { type SettingRow, settingRows } from '../../forms/setting-rows.ts';
import { plainText } from '../../words/plain-text.ts';
import { GpuSetting } from './gpu-setting.tsx';
import { PortSetting } from './port-setting.tsx';
import { SwitchSetting } from './switch-setting.tsx';

interface FieldProps {
  readonly settings: Settings;
  readonly row: SettingRow<SettingName>;
}

const ownViews: Partial<Record<SettingName, FunctionComponent<FieldProps>>> = {
  port: PortSetting,
  leave_gpu_to_training: GpuSetting,
  keep_core_free: SwitchSetting,
  hold_queue: YesNoSetting,
  keep_checkpoints: YesNoSetting,
};

export function SettingFields({
  settings,
  section,
}: {
  readonly settings: Settings;
  readonly section: Parameters<typeof settingRows>[0];
}) {
  return settingRows(section).map((row) => {
    const View = ownViews[row.name] ?? NumberSetting;
    return <View key={row.name} settings={settings} row={row} />;
  });
}

function YesNoSetting({ settings, row: { name, label, words } }: FieldProps) {
  const isOn = (settings as Readonly<Partial<Record<SettingName, unknown>>>)[name] === true;
  return (
    <div className="stack">
      <Switch
        label={label}
        checked={isOn}
        onChange={({ currentTarget }) => void saveSettings({ [name]: currentTarget.checked })}
      />
      {words === '' ? null : <p className="dim">{words}</p>}
    </div>
  );
}

function NumberSetting({ settings, row: { name, label, unit, words } }: FieldProps) {
  const text = plainText((settings as Readonly<Partial<Record<SettingName, unknown>>>)[name]);
  // What is no number is refused in the words of the API.
  const save = (typed: string) => saveSettings({ [name]: Number(typed) });
  return (
    <div className="stack">
      <div style={{ maxWidth: 240 }}>
        <EditInPlace
          key={`${name} ${text}`}
          label={label}
          {...(unit === undefined ? {} : { unit })}
          text={text}
          onSave={save}
        />
      </div>
      {words === '' ? null : <p className="dim">{words}</p>}
    </div>
  );
}

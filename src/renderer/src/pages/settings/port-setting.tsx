/** The port in force, and the one of the next start: a program that listens cannot move. */
import type { Settings } from '../../../../shared/contract/settings.ts';
import { EditInPlace } from '../../components/edit-in-place.tsx';
import { saveSettings } from '../../actions/settings-actions.ts';
import { portWords } from '../../words/settings-words.ts';
import { Setting } from './setting.tsx';

interface PortSettingProps {
  readonly settings: Settings;
  readonly row: { readonly label: string };
}

export function PortSetting({ settings, row }: PortSettingProps) {
  return (
    <Setting name={row.label}>
      <div style={{ maxWidth: 240 }}>
        <EditInPlace
          key={`port ${settings.port_at_next_start}`}
          label={`${row.label} at the next start`}
          text={String(settings.port_at_next_start)}
          onSave={(text) => saveSettings({ port: Number(text) })}
        />
      </div>
      <span className="dim">{portWords(settings)}</span>
    </Setting>
  );
}

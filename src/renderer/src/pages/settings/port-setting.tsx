/** The port in force, and the one of the next start: a program that listens cannot move. */
import type { Settings } from '../../../../shared/contract/system.ts';
import { EditInPlace } from '../../components/edit-in-place.tsx';
import { saveSettings } from '../../actions/settings-actions.ts';
import { portWords } from '../../words/settings-words.ts';
import { Setting } from './setting.tsx';

export function PortSetting({ settings }: { readonly settings: Settings }) {
  return (
    <Setting name="Port">
      <div style={{ maxWidth: 240 }}>
        <EditInPlace
          key={`port ${settings.port_at_next_start}`}
          label="Port at the next start"
          text={String(settings.port_at_next_start)}
          onSave={(text) => saveSettings({ port: Number(text) })}
        />
      </div>
      <span className="dim">{portWords(settings)}</span>
    </Setting>
  );
}

/** PATCH /settings: changes what may change while the program runs, and keeps it in settings.json. */
import type { Handlers } from '../../shared/contract/operations.ts';
import type { Settings } from '../../shared/contract/system.ts';
import type { ProgramSettings } from '../settings/program-settings.ts';

export interface SettingsParts {
  readonly settings: ProgramSettings;
  /** Brings the changed settings to those who work by them, e.g. the job supervisor. */
  readonly applySettings: (settings: Settings) => void;
}

export const updateSettings =
  ({ settings, applySettings }: SettingsParts): Handlers['update-settings'] =>
  async (changes) => {
    const changed = await settings.change(changes);
    applySettings(changed);
    return changed;
  };

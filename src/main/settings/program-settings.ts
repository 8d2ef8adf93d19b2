/** The settings in force, and the one way to change them while the program runs. */
import type { Settings, UpdateSettings } from '../../shared/contract/system.ts';
import { updateSettingsFile } from './settings-file.ts';

export interface ProgramSettings {
  current(): Settings;
  /** Writes to settings.json first, then applies; answers what is in force now. Changes run one after another. */
  change(changes: UpdateSettings): Promise<Settings>;
  /** Told once the port is known, which is not before the program listens when any free one was asked for. */
  setPort(port: number): void;
}

export function createProgramSettings(initial: Settings, settingsFile: string): ProgramSettings {
  let settings = initial;
  let lastChange: Promise<unknown> = Promise.resolve();
  const apply = async (changes: UpdateSettings): Promise<Settings> => {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    if (Object.keys(given).length > 0) await updateSettingsFile(settingsFile, given);
    settings = { ...settings, ...given };
    return settings;
  };
  return {
    current: () => settings,
    change: (changes) => {
      const change = lastChange.then(() => apply(changes));
      lastChange = change.catch(() => undefined);
      return change;
    },
    setPort: (port) => {
      settings = { ...settings, port };
    },
  };
}

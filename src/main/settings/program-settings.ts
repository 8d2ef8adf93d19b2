/** The settings in force, and the one way to change them while the program runs. */
import type { Settings, UpdateSettings } from '../../shared/contract/settings.ts';
import { updateSettingsFile } from './settings-file.ts';

export interface ProgramSettings {
  current(): Settings;
  /** Writes to settings.json first, then applies; answers what is in force now. Changes run one after another. */
  change(changes: UpdateSettings): Promise<Settings>;
  /** Tells of every change from now on, once it is in force; answers how to end that. */
  subscribe(listener: (settings: Settings) => void): () => void;
  /** Told once the port is known, which is not before the program listens when any free one was asked for. */
  setPort(port: number): void;
}

export function createProgramSettings(initial: Settings, settingsFile: string): ProgramSettings {
  let settings = initial;
  const listeners = new Set<(settings: Settings) => void>();
  let lastChange: Promise<unknown> = Promise.resolve();
  const apply = async (changes: UpdateSettings): Promise<Settings> => {
    const given = Object.entries(changes).filter(([, value]) => value !== undefined);
    if (given.length > 0) await updateSettingsFile(settingsFile, Object.fromEntries(given));
    settings = { ...settings, ...Object.fromEntries(given.map(([name, value]) => [keyOf(name), value])) };
    for (const listener of listeners) listener(settings);
    return settings;
  };
  return {
    current: () => settings,
    change: (changes) => {
      const change = lastChange.then(() => apply(changes));
      lastChange = change.catch(() => undefined);
      return change;
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    setPort: (port) => {
      settings = { ...settings, port };
    },
  };
}

/** The port in force is the one the program listens on; a stored one waits for the next start. */
const keyOf = (name: string): string => (name === 'port' ? 'port_at_next_start' : name);

/** PATCH /settings: changes what may change while the program runs, and keeps it in settings.json. */
import { type Handlers, operations } from '../../shared/contract/operations.ts';
import type { Settings } from '../../shared/contract/settings.ts';
import { AppError } from '../../shared/domain/app-error.ts';
import { explainPort } from '../settings/explain-port.ts';
import type { ProgramSettings } from '../settings/program-settings.ts';

export interface SettingsParts {
  readonly settings: ProgramSettings;
  /** Brings the changed settings to those who work by them, e.g. the job supervisor. */
  readonly applySettings: (settings: Settings) => void;
}

/** A port that cannot be had now is refused now: the next start is too late to choose another. */
export const updateSettings =
  ({ settings, applySettings }: SettingsParts): Handlers['update-settings'] =>
  async (changes) => {
    const { port } = changes;
    const isNewPort = port !== undefined && port !== settings.current().port;
    const issue = isNewPort ? await explainPort(port) : undefined;
    if (issue !== undefined) {
      const details = [{ field: 'port', issue }];
      throw new AppError('VALIDATION_ERROR', operations['update-settings'].refusal, { details });
    }
    const changed = await settings.change(changes);
    applySettings(changed);
    return changed;
  };

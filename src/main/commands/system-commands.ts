/** The orders to the program itself, by operation. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { type SettingsParts, updateSettings } from './update-settings.ts';

export function systemCommands(parts: SettingsParts): Pick<Handlers, 'update-settings'> {
  return { 'update-settings': updateSettings(parts) };
}

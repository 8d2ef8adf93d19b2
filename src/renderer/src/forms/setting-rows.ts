/** The settings of one section of the page, as the table of settings describes them. Pure. */
import type { SettingFacts, SettingTable } from '../../../shared/contract/setting.ts';
import { settingFacts } from '../../../shared/contract/settings.ts';

type Section = NonNullable<SettingFacts['page']>['section'];

export interface SettingRow<Name extends string = string> {
  readonly name: Name;
  readonly label: string;
  readonly unit?: string;
  /** What is said under it: its own words, and when a change counts where that is not at once. */
  readonly words: string;
}

export function settingRows(section: Section): readonly SettingRow<keyof typeof settingFacts>[];
export function settingRows(section: Section, table: SettingTable): readonly SettingRow[];
export function settingRows(section: Section, table: SettingTable = settingFacts): readonly SettingRow[] {
  return Object.entries(table).flatMap(([name, { page, change }]) => {
    if (page?.section !== section) return [];
    const { label, unit, words } = page;
    const counts = change?.counts === 'at the next start' ? 'A change counts from the next start.' : '';
    const said = [words ?? '', counts].filter((one) => one !== '').join(' ');
    return [{ name, label, ...(unit === undefined ? {} : { unit }), words: said }];
  });
}

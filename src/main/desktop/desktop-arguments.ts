/** The command line of the desktop: the host's own arguments, among those that Chromium and Electron take. */
import { settingFacts } from '../../shared/contract/settings.ts';
import type { SettingFacts } from '../../shared/contract/setting.ts';
import { type Arguments, orders, parseArguments } from '../host/arguments.ts';

const withValue = [
  ...Object.values<SettingFacts>(settingFacts).map(({ flag }) => flag?.name),
  ...Object.keys(orders).filter((name) => orders[name]?.type === 'string'),
];
/** But for `help`: a window has nobody to print it for. */
const alone = Object.keys(orders).filter((name) => orders[name]?.type === 'boolean' && name !== 'help');

/** `commandLine`: behind the program and, unpackaged, its folder. What is not ours is Chromium's. */
export function desktopArguments(commandLine: readonly string[]): Arguments {
  const own = commandLine.flatMap((word, index) => {
    const name = /^--([a-z-]+)(=|$)/.exec(word)?.[1] ?? '';
    if (alone.includes(name)) return [word];
    if (!withValue.includes(name)) return [];
    const value = commandLine[index + 1];
    const hasNone =
      word.includes('=') || value === undefined || (name === 'restore' && value.startsWith('--'));
    return hasNone ? [word] : [`${word}=${value}`];
  });
  return parseArguments(own);
}

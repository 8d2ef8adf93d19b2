/** The command line of the desktop: the host's own arguments, among those that Chromium and Electron take. */
import { type Arguments, parseArguments } from '../host/arguments.ts';

const withValue = ['port', 'data-dir', 'max-concurrent-jobs', 'retention-days', 'host-name', 'restore'];
const alone = ['adopt'];

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

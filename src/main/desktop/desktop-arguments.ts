/** The command line of the desktop: the host's own arguments, among those that Chromium and Electron take. */
import { type Arguments, parseArguments } from '../host/arguments.ts';

const ours = ['port', 'data-dir', 'max-concurrent-jobs', 'retention-days', 'host-name'];

/** `commandLine`: behind the program and, unpackaged, its folder. What is not ours is Chromium's. */
export function desktopArguments(commandLine: readonly string[]): Arguments {
  const own = commandLine.flatMap((word, index) => {
    const name = /^--([a-z-]+)(=|$)/.exec(word)?.[1] ?? '';
    if (!ours.includes(name)) return [];
    const value = commandLine[index + 1];
    return word.includes('=') || value === undefined ? [word] : [`${word}=${value}`];
  });
  return parseArguments(own);
}

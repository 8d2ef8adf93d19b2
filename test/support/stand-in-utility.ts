/** The utilityProcess of the stand-in for Electron alone: without its window, its page and its browser. */
import { createRequire } from 'node:module';
import type { utilityProcess } from 'electron';

interface StandIn {
  readonly createUtilityProcess: (parts: {
    readonly isReady: () => boolean;
    readonly onGone: (details: object) => void;
  }) => Pick<typeof utilityProcess, 'fork'>;
}

const standIn = createRequire(import.meta.url)('./electron-stand-in/utility-process.cjs') as StandIn;

export const standInUtility = standIn.createUtilityProcess({ isReady: () => true, onGone: () => undefined });

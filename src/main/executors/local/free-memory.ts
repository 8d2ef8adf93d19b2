/**
 * How little memory was free in the last seconds. What a killed process held is free again when its end is noticed, so
 * it is looked at all the time.
 */
import { totalmem } from 'node:os';

export interface FreeMemory {
  readonly leastMb: number;
  /** Less than a tenth of what there is. */
  readonly isShort: boolean;
}

export interface FreeMemoryWatch {
  readonly recent: () => FreeMemory;
  readonly end: () => void;
}

const lookIntervalMs = 1000;
const keptLooks = 5;
const shortShare = 0.1;
const bytesPerMb = 2 ** 20;

export function watchFreeMemory(): FreeMemoryWatch {
  // Also where a container gives less than the machine has.
  const totalBytes = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  let looks = [process.availableMemory()];
  const timer = setInterval(() => {
    looks = [...looks, process.availableMemory()].slice(-keptLooks);
  }, lookIntervalMs);
  timer.unref();
  return {
    recent: () => {
      const leastBytes = Math.min(...looks);
      return { leastMb: Math.round(leastBytes / bytesPerMb), isShort: leastBytes < shortShare * totalBytes };
    },
    end: () => clearInterval(timer),
  };
}

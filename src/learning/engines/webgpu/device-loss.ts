/** What a lost device does to calls: from then on all reject, with the reason in words. */
import type { GpuDevice } from './gpu-device.ts';

export interface DeviceWatch {
  /** Resolves with the reason once the device is gone. */
  readonly lost: Promise<string>;
  /** The answer of `work`, or a rejection with the words of the loss where that is what broke it. */
  readonly whileThere: <T>(work: () => Promise<T>) => Promise<T>;
}

/** The news of a loss comes some turns after the calls that it breaks. */
const turnsUntilNews = 20;

export function watchDevice(device: GpuDevice, yieldToEvents: () => Promise<void>): DeviceWatch {
  let reason: string | undefined;
  const heard = (): string | undefined => reason;
  const lost = device.lost.then(({ message }) => (reason = lostInWords(message)));
  const waitForNews = async (): Promise<void> => {
    for (let turn = 0; turn < turnsUntilNews && heard() === undefined; turn++) await yieldToEvents();
  };
  return {
    lost,
    async whileThere(work) {
      const before = heard();
      if (before !== undefined) throw new Error(before);
      try {
        return await work();
      } catch (error) {
        await waitForNews();
        const after = heard();
        throw after === undefined ? error : new Error(after, { cause: error });
      }
    },
  };
}

const lostInWords = (message: string): string =>
  `The GPU was lost: ${message.trim() === '' ? 'its driver gave no reason' : message.trim()}`;

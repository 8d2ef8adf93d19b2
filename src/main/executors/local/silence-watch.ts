/**
 * Notices when nothing was heard for a time. It counts its own ticks instead of comparing clocks: a computer that slept
 * or a program that was held up did not listen meanwhile, and silence in that time is nobody's fault.
 */
const ticksPerLimit = 10;

export interface SilenceWatch {
  heard(): void;
  end(): void;
}

export function watchSilence(limitMs: number, onSilence: () => void): SilenceWatch {
  let silentTicks = 0;
  const timer = setInterval(() => {
    silentTicks += 1;
    if (silentTicks < ticksPerLimit) return;
    clearInterval(timer);
    onSilence();
  }, limitMs / ticksPerLimit);
  return {
    heard: () => {
      silentTicks = 0;
    },
    end: () => clearInterval(timer),
  };
}

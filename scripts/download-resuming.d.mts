export function downloadResuming(options: {
  readonly url: string;
  readonly partial: string;
  readonly target: string;
  readonly silenceMs?: number;
  readonly pauseMs?: number;
  readonly triesWithoutGain?: number;
  readonly onProgress?: (done: number, total: number) => void;
}): Promise<void>;

/**
 * Ends an import whose process takes more memory than it may. Node's own limit is one of the JavaScript heap alone, and
 * the numbers of a file lie outside of it.
 */
const intervalMs = 50;

export interface MemoryWatch {
  readonly limitMb: number;
  /** Bytes that the process occupies now. */
  readonly residentBytes: () => number;
}

/** Calls `exceeded` once, with words for the user; answers how to stop watching. */
export function watchMemory(
  { limitMb, residentBytes }: MemoryWatch,
  exceeded: (issue: string) => void,
): () => void {
  const timer = setInterval(() => {
    if (residentBytes() <= limitMb * 1e6) return;
    clearInterval(timer);
    exceeded(`reading it needs more than ${limitMb} MB of memory; split the file`);
  }, intervalMs);
  timer.unref();
  return () => clearInterval(timer);
}

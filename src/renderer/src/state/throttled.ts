/** Runs an asynchronous task at most every `pauseMs`, never twice at once; a wish during a run is kept for after it. */
export interface Throttled {
  readonly wish: () => void;
  readonly cancel: () => void;
}

export function throttled(task: () => Promise<void>, pauseMs: number): Throttled {
  let state: 'idle' | 'running' | 'running-and-wished' | 'over' = 'idle';
  let timer: ReturnType<typeof setTimeout> | undefined;

  const run = (): void => {
    state = 'running';
    const startedAt = performance.now();
    void task().finally(() => {
      // A slow answer (10⁵ epochs) earns a longer pause, so that asking never becomes the main load.
      timer = setTimeout(rest, Math.max(pauseMs, 5 * (performance.now() - startedAt)));
    });
  };
  const rest = (): void => {
    if (state === 'running-and-wished') run();
    else if (state === 'running') state = 'idle';
  };
  return {
    wish: () => {
      if (state === 'idle') run();
      else if (state === 'running') state = 'running-and-wished';
    },
    cancel: () => {
      state = 'over';
      clearTimeout(timer);
    },
  };
}

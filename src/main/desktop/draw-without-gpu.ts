/**
 * Leaves the GPU to training: pages are put together and drawn by the processor. Hardware acceleration as a whole stays on:
 * without it there is no WebGPU either, and asking for an adapter can end the whole program.
 */
import type { App } from 'electron';

const switches = ['disable-gpu-compositing', 'disable-gpu-rasterization'] as const;

/** Before the app is ready. */
export function drawWithoutGpu({
  commandLine,
}: {
  readonly commandLine: Pick<App['commandLine'], 'appendSwitch'>;
}): void {
  for (const name of switches) commandLine.appendSwitch(name);
}

/**
 * The GPU of a plain Node process: Dawn, Chromium's WebGPU, as the one library that `npm run gpu` puts into `out/gpu`. Not in
 * Electron, whose memory cage lets no result of it be read back.
 */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { GpuHost } from '../learning/engines/engine-source.ts';
import { type FoundDevice, type GpuEntry, requestDevice } from '../learning/engines/webgpu/request-device.ts';

/** `folder`: where the library lies, if anywhere; CELLWRIGHT_DAWN names another one. */
export function nodeGpu(folder: URL): GpuHost {
  const library = process.env['CELLWRIGHT_DAWN'] ?? fileURLToPath(new URL('dawn.node', folder));
  return {
    openDevice: () => openDevice(library),
    elapsedMs: () => performance.now(),
    yieldToEvents: () => nextTurn(),
  };
}

/** Dawn ends with the object that opened it, while devices are still in use: it is held as long as the process lives. */
let entry: GpuEntry | undefined;

async function openDevice(library: string): Promise<FoundDevice> {
  if ('electron' in process.versions) return none('the desktop program trains on the processor');
  if (!existsSync(library)) return none('its library is not installed, `npm run gpu` fetches it');
  try {
    entry ??= loadDawn(library);
  } catch (error) {
    return none(`its library cannot be loaded: ${error instanceof Error ? error.message : String(error)}`);
  }
  const acceptsSoftware = process.env['CELLWRIGHT_GPU'] === 'software';
  return requestDevice(entry, { acceptsSoftware });
}

const none = (whyNot: string): FoundDevice => ({ device: null, whyNot });

/** What the library exports, as its package describes it. */
interface Dawn {
  create(options: readonly string[]): GpuEntry;
  readonly globals: object;
}

function loadDawn(library: string): GpuEntry {
  const dawn = createRequire(import.meta.url)(library) as Dawn;
  Object.assign(globalThis, dawn.globals);
  return dawn.create([]);
}

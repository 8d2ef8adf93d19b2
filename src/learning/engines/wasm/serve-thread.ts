/**
 * The second thread of a network, as far as it can be said without knowing the host: the host starts a thread of its
 * own kind, hands it the work, and runs `serveThread` there.
 */
import { webAssembly, type WebAssemblyMemory, type WebAssemblyModule } from './web-assembly.ts';

/** Everything in it can be sent to a thread. */
export interface ThreadWork {
  readonly module: WebAssemblyModule;
  readonly memory: WebAssemblyMemory;
  /** Name of the kernel to run. */
  readonly serve: string;
  /** Its argument. */
  readonly record: number;
}

/** Resolves to true once the thread is about to serve, to false when the host cannot start one. */
export type StartThread = (work: ThreadWork) => Promise<boolean>;

/** On the thread: calls `onReady`, then serves until the network is closed. */
export async function serveThread(
  { module, memory, serve, record }: ThreadWork,
  onReady: () => void,
): Promise<void> {
  const { exports } = await webAssembly.instantiate(module, { env: { memory } });
  const kernel = (exports as Readonly<Record<string, (record: number) => void>>)[serve];
  if (!kernel) throw new Error(`the kernels have no ${serve}`);
  onReady();
  kernel(record);
}

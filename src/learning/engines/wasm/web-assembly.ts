/** The few parts of WebAssembly that the engine uses; the pure code compiles without the types of any host. */

export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
}
/** A compiled module; opaque. */
export type WebAssemblyModule = object;

interface MemoryDescriptor {
  readonly initial: number;
  readonly maximum: number;
  readonly shared: true;
}

interface WebAssemblyRuntime {
  readonly Memory: new (descriptor: MemoryDescriptor) => WebAssemblyMemory;
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
  instantiate(module: WebAssemblyModule, imports: unknown): Promise<{ readonly exports: unknown }>;
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyRuntime })
  .WebAssembly;

export const pageBytes = 65_536;

/** Memory of at least that many bytes, which two threads may share, and which never grows. */
export function createMemory(byteLength: number): WebAssemblyMemory {
  const pages = Math.ceil(byteLength / pageBytes);
  return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}

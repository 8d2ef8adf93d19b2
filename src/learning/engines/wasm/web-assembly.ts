/** The few parts of WebAssembly that the engine uses; the pure code compiles without the types of any host. */

export interface WebAssemblyMemory {
  readonly buffer: ArrayBufferLike;
}
/** A compiled module; opaque. */
export type WebAssemblyModule = object;

interface WebAssemblyRuntime {
  readonly Memory: new (descriptor: {
    readonly initial: number;
    readonly maximum: number;
  }) => WebAssemblyMemory;
  validate(bytes: Uint8Array): boolean;
  compile(bytes: Uint8Array): Promise<WebAssemblyModule>;
  instantiate(module: WebAssemblyModule, imports: unknown): Promise<{ readonly exports: unknown }>;
}

export const webAssembly = (globalThis as unknown as { readonly WebAssembly: WebAssemblyRuntime })
  .WebAssembly;

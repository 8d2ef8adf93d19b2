/** Where an engine comes from: whether it can be had here, and what to expect of it. */
import type { Engine } from './engine.ts';
import type { StartThread } from './wasm/serve-thread.ts';
import type { StartTeammate } from './wasm/team/team-work.ts';
import type { FoundDevice } from './webgpu/request-device.ts';

/** `relaxed-simd` is the fastest, `simd` gives the same bits on every processor. */
export type KernelBuild = 'relaxed-simd' | 'simd';

/** What the process has that engines need. */
export interface EngineHost {
  /** The compiled kernels of the WebAssembly engine, where this installation has them. */
  readonly readKernel: (build: KernelBuild) => Promise<Uint8Array | undefined>;
  /** Starts a thread that helps one network, where the process may have threads. */
  readonly startThread?: StartThread;
  /** Starts a thread that trains runs beside this one. */
  readonly startTeammate?: StartTeammate;
  /** How many threads may be at work now, as other jobs come and go; all that were asked for where not given. */
  readonly threadsNow?: () => number;
  /** Missing where this process never computes on a GPU. */
  readonly gpu?: GpuHost;
  /** Hears, in a sentence, when an engine that was found goes on in another way. */
  readonly warn?: (sentence: string) => void;
}

/** A place's way to a GPU, with what an engine on it needs besides. */
export interface GpuHost {
  /** A new device at every call, or why there is none. */
  readonly openDevice: () => Promise<FoundDevice>;
  /** A clock that never jumps. */
  readonly elapsedMs: () => number;
  /** Lets events in. */
  readonly yieldToEvents: () => Promise<void>;
}

export interface EngineWish {
  /** A device of the contract, or `auto`: the first engine that can do it. */
  readonly device: string;
  /** The same bits on every processor. */
  readonly reproducible: boolean;
  /** The most threads of one training. */
  readonly threads: number;
}

export type FoundEngine =
  | { readonly engine: Engine }
  | {
      /** A sentence, with the way out where there is one. */
      readonly whyNot: string;
      /** Something is missing that should be here: told also where another engine steps in. */
      readonly isFault: boolean;
    };

export interface EngineSource {
  /** As the contract's table of engines has it. */
  readonly name: string;
  readonly device: string;
  /** What to expect where it stands in for an engine before it, as the end of a sentence. */
  readonly asSubstitute: string;
  find(host: EngineHost, wish: EngineWish): Promise<FoundEngine>;
}

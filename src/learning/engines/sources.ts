/** The engines, in the order in which they are asked. Another one is a folder beside this file, a row here and one in the contract's table. */
import type { EngineSource } from './engine-source.ts';
import { referenceSource } from './reference/reference-source.ts';
import { wasmSource } from './wasm/wasm-source.ts';
import { webgpuSource } from './webgpu/webgpu-source.ts';

export const engineSources: readonly EngineSource[] = [webgpuSource, wasmSource, referenceSource];

/**
 * What the engine uses of WebGPU, as structures: the host hands the device in (Dawn under plain Node, Chromium's own in a
 * page), so that nothing here knows where it runs and no types of a browser are needed.
 */
export interface GpuBuffer {
  readonly size: number;
  mapAsync(mode: number): Promise<unknown>;
  getMappedRange(): ArrayBuffer;
  unmap(): void;
  destroy(): void;
}

export interface GpuPipeline {
  getBindGroupLayout(index: number): unknown;
}

interface GpuComputePass {
  setPipeline(pipeline: GpuPipeline): void;
  setBindGroup(index: number, group: object, dynamicOffsets?: readonly number[]): void;
  dispatchWorkgroups(x: number, y?: number, z?: number): void;
  end(): void;
}

export interface GpuCommandEncoder {
  beginComputePass(): GpuComputePass;
  copyBufferToBuffer(
    from: GpuBuffer,
    fromOffset: number,
    to: GpuBuffer,
    toOffset: number,
    size: number,
  ): void;
  finish(): object;
}

interface GpuQueue {
  writeBuffer(
    buffer: GpuBuffer,
    offset: number,
    source: ArrayBufferView,
    sourceOffset?: number,
    size?: number,
  ): void;
  submit(commands: readonly object[]): void;
}

/** The limits that the kernels are held to, by WebGPU's names. */
export interface GpuLimits {
  readonly maxBufferSize: number;
  readonly maxStorageBufferBindingSize: number;
  readonly maxComputeWorkgroupStorageSize: number;
  readonly maxComputeInvocationsPerWorkgroup: number;
  readonly maxComputeWorkgroupsPerDimension: number;
}

interface GpuBindGroupEntry {
  readonly binding: number;
  readonly resource: { readonly buffer: GpuBuffer; readonly offset?: number; readonly size?: number };
}

export interface GpuDevice {
  readonly limits: GpuLimits;
  readonly queue: GpuQueue;
  readonly lost: Promise<{ readonly reason: string; readonly message: string }>;
  createBuffer(options: { readonly size: number; readonly usage: number }): GpuBuffer;
  createShaderModule(options: { readonly code: string }): object;
  createBindGroupLayout(options: { readonly entries: readonly object[] }): object;
  createPipelineLayout(options: { readonly bindGroupLayouts: readonly object[] }): object;
  createComputePipelineAsync(options: {
    readonly layout: object;
    readonly compute: { readonly module: object; readonly entryPoint: string };
  }): Promise<GpuPipeline>;
  createBindGroup(options: {
    readonly layout: object;
    readonly entries: readonly GpuBindGroupEntry[];
  }): object;
  createCommandEncoder(): GpuCommandEncoder;
  pushErrorScope(filter: 'out-of-memory' | 'validation' | 'internal'): void;
  popErrorScope(): Promise<{ readonly message: string } | null>;
  destroy(): void;
}

/** Numbers of the WebGPU standard; its constants are globals that not every host has. */
export const bufferUsage = {
  mapRead: 0x1,
  copyFrom: 0x4,
  copyTo: 0x8,
  uniform: 0x40,
  storage: 0x80,
} as const;
export const mapModeRead = 1;
export const computeStage = 4;

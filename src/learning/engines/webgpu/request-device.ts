/** From what a host calls `navigator.gpu` to a device with the limits that the kernels can use, or why there is none. */
import type { GpuDevice, GpuLimits } from './gpu-device.ts';

interface GpuAdapter {
  readonly limits: GpuLimits;
  readonly info: {
    readonly vendor: string;
    readonly architecture: string;
    readonly device: string;
    readonly description: string;
    readonly isFallbackAdapter?: boolean;
  };
  requestDevice(options: { readonly requiredLimits: Partial<GpuLimits> }): Promise<GpuDevice>;
}

export interface GpuEntry {
  requestAdapter(options: { readonly powerPreference: 'high-performance' }): Promise<GpuAdapter | null>;
}

/** A device and the adapter as people know it; or the reason why there is none, in words. */
export type FoundDevice =
  | { readonly device: GpuDevice; readonly adapterName: string; readonly whyNot: null }
  | { readonly device: null; readonly whyNot: string };

export interface DeviceWish {
  /** Software that imitates a GPU is slower than the CPU itself: only tests want it. */
  readonly acceptsSoftware?: boolean;
}

/** Rejects never: a driver that fails is a reason. */
export async function requestDevice(
  gpu: GpuEntry,
  { acceptsSoftware = false }: DeviceWish = {},
): Promise<FoundDevice> {
  try {
    const adapter = await gpu.requestAdapter({ powerPreference: 'high-performance' });
    if (adapter === null)
      return none('no GPU with a driver for WebGPU (Vulkan, Metal or Direct3D 12) was found');
    const adapterName = nameOf(adapter);
    if (adapter.info.isFallbackAdapter === true && !acceptsSoftware) {
      return none(`only ${adapterName} was found, which is software`);
    }
    const device = await adapter.requestDevice({ requiredLimits: wantedLimits(adapter.limits) });
    return { device, adapterName, whyNot: null };
  } catch (error) {
    return none(`the GPU's driver refused: ${error instanceof Error ? error.message : String(error)}`);
  }
}

const none = (whyNot: string): FoundDevice => ({ device: null, whyNot });

/** Beyond 64 KiB no kernel has a use for workgroup memory; buffers may be as large as the adapter lets them. */
const wantedLimits = (has: GpuLimits): Partial<GpuLimits> => ({
  maxComputeWorkgroupStorageSize: Math.min(65_536, has.maxComputeWorkgroupStorageSize),
  maxStorageBufferBindingSize: has.maxStorageBufferBindingSize,
  maxBufferSize: has.maxBufferSize,
});

/** What the browser or Dawn tells: the device and its driver, or what it reveals of them. */
function nameOf({ info }: GpuAdapter): string {
  const device = [info.device, info.architecture, info.vendor].find((name) => name !== '') ?? 'a GPU';
  return info.description === '' ? device : `${device} (${info.description})`;
}

/** Buffers of a run set: made once, grown where a call brings more than before, read back through staging buffers. */
import {
  type GpuBuffer,
  type GpuCommandEncoder,
  type GpuDevice,
  bufferUsage,
  mapModeRead,
} from './gpu-device.ts';

const leastBytes = 256;
/** A quad: four floats. */
export const quadBytes = 16;

export const storageBuffer = (device: GpuDevice, bytes: number): GpuBuffer =>
  device.createBuffer({
    size: Math.max(leastBytes, 4 * Math.ceil(bytes / 4)),
    usage: bufferUsage.storage | bufferUsage.copyFrom | bufferUsage.copyTo,
  });

/** A buffer that is replaced by a greater one when it has to be; `changed` tells that bind groups are stale. */
export interface GrowingBuffer {
  readonly buffer: GpuBuffer;
  /** Makes room for so many bytes; true where the buffer is another one now. */
  hold(bytes: number): boolean;
  close(): void;
}

export function growingBuffer(device: GpuDevice, firstBytes = leastBytes): GrowingBuffer {
  let buffer = storageBuffer(device, firstBytes);
  return {
    get buffer() {
      return buffer;
    },
    hold(bytes) {
      if (bytes <= buffer.size) return false;
      buffer.destroy();
      buffer = storageBuffer(device, 1.5 * bytes);
      return true;
    },
    close: () => buffer.destroy(),
  };
}

interface Stretch {
  readonly source: GpuBuffer;
  readonly offset: number;
  readonly bytes: number;
}

/** Copies a stretch of a buffer into CPU memory, together with the commands already in `encoder`, which it submits. */
export interface ReadBack {
  read(encoder: GpuCommandEncoder, stretch: Stretch): Promise<Float32Array>;
  close(): void;
}

/** Staging buffers are used again; as many exist as reads were ever in flight at once. */
export function createReadBack(device: GpuDevice): ReadBack {
  const idle: GpuBuffer[] = [];
  const takeBuffer = (bytes: number): GpuBuffer => {
    const found = idle.findIndex(({ size }) => size >= bytes);
    if (found >= 0) return idle.splice(found, 1)[0] ?? makeStaging(device, bytes);
    idle.pop()?.destroy();
    return makeStaging(device, bytes);
  };
  return {
    async read(encoder, { source, offset, bytes }) {
      const staging = takeBuffer(bytes);
      encoder.copyBufferToBuffer(source, offset, staging, 0, bytes);
      device.queue.submit([encoder.finish()]);
      await staging.mapAsync(mapModeRead);
      const floats = new Float32Array(staging.getMappedRange().slice(0, bytes));
      staging.unmap();
      idle.push(staging);
      return floats;
    },
    close: () => idle.forEach((buffer) => buffer.destroy()),
  };
}

const makeStaging = (device: GpuDevice, bytes: number): GpuBuffer =>
  device.createBuffer({ size: Math.max(leastBytes, bytes), usage: bufferUsage.mapRead | bufferUsage.copyTo });

/**
 * What is fact about an engine before any mathematics: where it computes. From this table come the devices that a job may
 * ask for. Engines are asked in this order; another one is a row here and a source in `src/learning/engines`.
 */
import { z } from 'zod';

interface EngineFacts {
  /** The word by which a job asks for it. */
  readonly device: string;
}

type EngineTable = Readonly<Record<string, EngineFacts>>;

export const engines = {
  webgpu: { device: 'gpu' },
  wasm: { device: 'cpu' },
  reference: { device: 'cpu' },
} as const satisfies EngineTable;

type DeviceOf<T extends EngineTable> = 'auto' | T[keyof T]['device'];

/** `auto`, then every device that some engine computes on. */
export const deviceSchemaOf = <T extends EngineTable>(table: T): z.ZodEnum<{ [D in DeviceOf<T>]: D }> => {
  const devices: DeviceOf<T>[] = Object.values<EngineFacts>(table).map(({ device }) => device);
  return z.enum<readonly DeviceOf<T>[]>(['auto', ...new Set(devices)]);
};

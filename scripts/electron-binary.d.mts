export function findElectron(electronDir?: string): string | undefined;
export function fetchElectron(options?: {
  readonly say?: (done: number, total: number) => void;
}): Promise<string | undefined>;

/** What `choose-host.mjs` offers, for its tests. */
export interface Surroundings {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userId: number | undefined;
  /** Path of a whole binary, if there is one. */
  readonly findBinary?: () => string | undefined;
  /** Answers why it failed, if it did. */
  readonly fetchBinary?: () => Promise<string | undefined>;
  /** Why the sandbox cannot start, if so. */
  readonly sandbox?: (electron: string) => string | undefined;
}

export function chooseHost(
  surroundings: Surroundings,
): Promise<{ readonly electron?: string; readonly reason?: string }>;

/** What `choose-host.mjs` offers, for its tests. */
export interface Surroundings {
  readonly platform: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly userId: number | undefined;
  /** Answers why it failed, if it did. */
  readonly fetchBinary?: () => Promise<string>;
}

export function chooseHost(
  surroundings: Surroundings,
): Promise<{ readonly electron?: string; readonly reason?: string }>;

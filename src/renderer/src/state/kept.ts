/** Small things this browser remembers between visits. Where it refuses, nothing is remembered and nothing breaks. */
export function keep(key: string, value: unknown): void {
  try {
    localStorage.setItem(`cellwright.${key}`, JSON.stringify(value));
  } catch {
    // Private windows may refuse: the next visit starts from the defaults.
  }
}

/** null where nothing, or nothing readable, was kept. */
export function kept(key: string): unknown {
  try {
    const text = localStorage.getItem(`cellwright.${key}`);
    return text === null ? null : (JSON.parse(text) as unknown);
  } catch {
    return null;
  }
}

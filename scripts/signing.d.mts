export function signingArguments(env: Readonly<Record<string, string | undefined>>): string[];

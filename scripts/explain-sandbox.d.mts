export interface SandboxFacts {
  readonly stat: (path: string) => { readonly uid: number; readonly mode: number } | undefined;
  /** Empty where it cannot be read. */
  readonly read: (path: string) => string;
  readonly canMakeNamespace: () => boolean;
}
export function explainSandbox(electron: string, system?: SandboxFacts): string | undefined;

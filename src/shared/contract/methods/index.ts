/** The algorithms, in the order in which they are listed everywhere. Another one is a file beside these and a row here. */
import { baseline } from './baseline.ts';
import { bilstm } from './bilstm.ts';
import { deephpm } from './deephpm.ts';
import type { MethodFacts } from './define-method.ts';

const rows = { baseline, bilstm, deephpm };
export type Methods = typeof rows;

export const methods = rows satisfies {
  readonly [N in keyof Methods]: MethodFacts & { readonly name: N };
};

/** What the form of a new job begins with. */
export const suggestedMethod: keyof Methods = 'baseline';

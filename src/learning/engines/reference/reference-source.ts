import { engines } from '../../../shared/contract/engines.ts';
import type { EngineSource } from '../engine-source.ts';
import { referenceEngine } from './reference-engine.ts';

/** Runs wherever the program does. */
export const referenceSource: EngineSource = {
  name: 'reference',
  ...engines.reference,
  asSubstitute: 'as exact, but many times slower',
  find: () => Promise.resolve({ engine: referenceEngine }),
};

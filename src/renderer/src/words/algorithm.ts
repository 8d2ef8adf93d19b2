/** The algorithms by name, with a sentence on when to use which. */
import type { Algorithm } from '../../../shared/contract/hyperparams.ts';

export const algorithmNames: Readonly<Record<Algorithm, string>> = {
  baseline: 'Baseline',
  bilstm: 'BiLSTM',
  deephpm: 'DeepHPM',
};

export const algorithmSentences: Readonly<Record<Algorithm, string>> = {
  baseline: 'One cycle at a time, seconds to train. Start here: what the others must beat.',
  bilstm: 'Sees the last cycles of a cell together. For cells whose history tells more than one cycle.',
  deephpm: 'Learns the dynamics of ageing along with the curve. For few cells and long extrapolation.',
};

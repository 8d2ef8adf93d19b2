import { z } from 'zod';
import { defineMethod } from './define-method.ts';

export const bilstm = defineMethod({
  name: 'bilstm',
  label: 'BiLSTM',
  sentence: 'Sees the last cycles of a cell together. For cells whose history tells more than one cycle.',
  hyperparams: {
    hidden_size: z.int().min(1).max(1024).default(64).describe('LSTM hidden layer size per direction'),
    window: z.int().min(1).max(512).default(30).describe('Consecutive cycles of one cell the network sees'),
  },
  shownFirst: ['hidden_size'],
  cyclesSeen: ({ window }) => window,
  memoryKnobs: ['window', 'hidden_size'],
  divergenceKnobs: [],
  // One for each direction.
  threadsPerNetwork: 2,
  series: {},
});

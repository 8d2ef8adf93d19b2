import { defineMethod } from './define-method.ts';

export const baseline = defineMethod({
  name: 'baseline',
  label: 'Baseline',
  sentence: 'One cycle at a time, seconds to train. Start here: what the others must beat.',
  hyperparams: {},
  shownFirst: [],
  cyclesSeen: () => null,
  memoryKnobs: [],
  divergenceKnobs: [],
  series: {},
});

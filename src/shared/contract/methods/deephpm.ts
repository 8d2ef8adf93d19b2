import { z } from 'zod';
import { defineMethod } from './define-method.ts';

export const deephpm = defineMethod({
  name: 'deephpm',
  label: 'DeepHPM',
  sentence: 'Learns the dynamics of ageing along with the curve. For few cells and long extrapolation.',
  hyperparams: {
    physics_weight: z.number().min(0).max(1000).default(0.5).describe('Weight for physics loss term'),
  },
  shownFirst: ['physics_weight'],
  cyclesSeen: () => null,
  memoryKnobs: [],
  divergenceKnobs: ['physics_weight'],
  series: {
    physics_f_loss: {
      label: 'physics f',
      description: 'How far the curve is from its learnt dynamics: mean of f²',
      role: 'term',
      color: 'green',
    },
    physics_f_t_loss: {
      label: 'physics f_t',
      description: 'How far that distance is from staying as it is: mean of (df/dt)²',
      role: 'term',
      color: 'purple',
    },
  },
});

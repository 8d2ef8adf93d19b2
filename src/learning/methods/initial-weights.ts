/** The weights that every engine starts from, so that engines can be compared tensor by tensor. */
import { createRandom } from '../../shared/domain/random.ts';
import type { NetworkPlan, Weights } from '../engines/engine.ts';
import { methodOf, planForMethod } from './index.ts';

/** Same plan and seed, same weights. */
export function initialWeights(plan: NetworkPlan, seed: number): Weights {
  const random = createRandom(seed);
  const specs = methodOf(plan.choice).weights(planForMethod(plan));
  return new Map(specs.map(({ name, shape, start }) => [name, { shape, values: start(shape, random) }]));
}

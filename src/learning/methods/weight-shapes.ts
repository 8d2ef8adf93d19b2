/** Names and shapes of a network's weights, in the order in which engines and model files keep them. */
import type { NetworkPlan } from '../engines/engine.ts';
import { methodOf, planForMethod } from './index.ts';

export const weightShapes = (plan: NetworkPlan): ReadonlyMap<string, readonly number[]> =>
  new Map(
    methodOf(plan.choice)
      .weights(planForMethod(plan))
      .map(({ name, shape }) => [name, shape]),
  );

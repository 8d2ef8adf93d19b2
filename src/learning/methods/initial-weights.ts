/**
 * The weights that every engine starts from. Dense layers: Glorot and Bengio (2010), uniform in ±sqrt(6 / (in + out)),
 * biases 0. LSTM: the same for the input; ±1/sqrt(H) for the recurrent weights; the forget gate's bias 1 (Jozefowicz
 * and others, 2015), so that the memory is open at the start.
 */
import { createRandom, type Random } from '../../shared/domain/random.ts';
import type { NetworkPlan, Tensor, Weights } from '../engines/engine.ts';
import { weightShapes } from './weight-shapes.ts';

/** Same plan and seed, same weights. */
export function initialWeights(plan: NetworkPlan, seed: number): Weights {
  const random = createRandom(seed);
  const tensors = [...weightShapes(plan)].map(
    ([name, shape]) => [name, initialTensor(name, shape, random)] as const,
  );
  return new Map(tensors);
}

function initialTensor(name: string, shape: readonly number[], random: Random): Tensor {
  const [first = 1, second = 0] = shape;
  const values = new Float64Array(second === 0 ? first : first * second);
  if (second === 0)
    return { shape, values: name === 'output.bias' || name.includes('.layer') ? values : openGates(values) };
  const limit = name.endsWith('weight_hidden')
    ? 1 / Math.sqrt(first)
    : Math.sqrt(6 / (first + fanOut(name, second)));
  return { shape, values: values.map(() => (2 * random.uniform() - 1) * limit) };
}

/** The four gates are four layers side by side. */
const fanOut = (name: string, columns: number): number =>
  name.endsWith('weight_input') ? columns / 4 : columns;

/** Bias of an LSTM [i, f, g, o]: 1 for f. */
function openGates(bias: Float64Array): Float64Array {
  const hidden = bias.length / 4;
  return bias.fill(1, hidden, 2 * hidden);
}

/**
 * Where the weights of one run stand in its state. A quad is four floats that the GPU reads at once; every width is rounded
 * up to a multiple of four, and what is past a width is zero and stays zero, because its gradient is.
 * State of a run, in quads: weights | first moments | second moments | second copies of weights | sums of gradients.
 */

/** Quads that hold so many floats. */
export const quadsOf = (width: number): number => Math.ceil(width / 4);

/** A matrix in quads: `rows` rows of `rowQuads`, the first at `first`; its transposed copy at `copy` among the copies. */
export interface QuadMatrix {
  readonly first: number;
  readonly rows: number;
  readonly rowQuads: number;
  readonly copy?: number;
}

/** A tensor of the model in the state; places are float indices. */
export interface PlacedTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** From the start of the weights; a vector is one row. */
  readonly indexOf: (row: number, column: number) => number;
  /** From the start of the copies, where the kernels read the weight in another order as well. */
  readonly copyOf?: (row: number, column: number) => number;
}

export interface ParameterLayout {
  readonly tensors: readonly PlacedTensor[];
  readonly weightQuads: number;
  readonly copyQuads: number;
}

/** Counts quads while a layout is made. */
export interface QuadCounter {
  take(quads: number): number;
  readonly count: number;
}

export function countQuads(): QuadCounter {
  let count = 0;
  return {
    take(quads) {
      count += quads;
      return count - quads;
    },
    get count() {
      return count;
    },
  };
}

/** Sections of a run's state in quads; `gradientQuads` is 0 where a batch is done in one piece. */
export function stateSections({ weightQuads, copyQuads }: ParameterLayout, sumsGradients: boolean) {
  const copies = 3 * weightQuads;
  const gradients = copies + copyQuads;
  return { copies, gradients, quads: gradients + (sumsGradients ? weightQuads : 0) };
}

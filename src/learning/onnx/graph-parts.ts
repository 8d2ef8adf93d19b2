/** Pieces of a graph: a step takes the name of a value and answers the name of what it makes of it. */
import type { GraphNode, GraphTensor } from './onnx-messages.ts';

export interface GraphPart {
  readonly nodes: readonly GraphNode[];
  readonly tensors: readonly GraphTensor[];
  /** Name of the value that comes out. */
  readonly output: string;
}

/** `first`, and then what `next` makes of its output. */
export function followedBy(first: GraphPart, next: (input: string) => GraphPart): GraphPart {
  const second = next(first.output);
  return {
    nodes: [...first.nodes, ...second.nodes],
    tensors: [...first.tensors, ...second.tensors],
    output: second.output,
  };
}

/** A graph in which nothing has been done yet. */
export const startingAt = (input: string): GraphPart => ({ nodes: [], tensors: [], output: input });

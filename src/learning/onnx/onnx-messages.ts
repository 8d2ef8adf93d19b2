/**
 * The messages of an ONNX file (github.com/onnx/onnx, onnx/onnx.proto) as far as these models need them; the numbers are
 * the field numbers there.
 */
import { bytesField, type Encoded, integerField, message, messageField, textField } from './protobuf.ts';

/** 17 is of 2022 and understood by every runtime in use; format 8 is the one it came with. */
const operatorSet = 17;
const formatVersion = 8;

export const elementType = { float32: 1, int64: 7, float64: 11 } as const;
type ElementType = keyof typeof elementType;
const attributeType = { integer: 2, text: 3, integers: 7 } as const;

export interface GraphNode {
  readonly operator: string;
  /** Names of what goes in; empty: an optional input that is not given. */
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes?: Readonly<Record<string, number | string | readonly number[]>>;
}

/** A constant of the graph. */
export interface GraphTensor {
  readonly name: string;
  readonly shape: readonly number[];
  /** Row-major; rounded to what `type` holds. */
  readonly values: ArrayLike<number>;
  /** float32 unless said otherwise. */
  readonly type?: ElementType;
}

/** An input or output of the graph. */
export interface GraphValue {
  readonly name: string;
  readonly type: 'float32' | 'float64';
  /** A text is a size that the caller chooses. */
  readonly shape: readonly (number | string)[];
  readonly description: string;
}

export interface Graph {
  readonly name: string;
  readonly nodes: readonly GraphNode[];
  readonly tensors: readonly GraphTensor[];
  readonly inputs: readonly GraphValue[];
  readonly outputs: readonly GraphValue[];
}

export interface OnnxModel {
  readonly producerVersion: string;
  readonly description: string;
  readonly graph: Graph;
  readonly metadata: Readonly<Record<string, string>>;
}

export const modelMessage = ({ producerVersion, description, graph, metadata }: OnnxModel): Encoded =>
  message(
    integerField(1, formatVersion),
    textField(2, 'Cellwright'),
    textField(3, producerVersion),
    textField(6, description),
    messageField(7, graphMessage(graph, description)),
    messageField(8, message(textField(1, ''), integerField(2, operatorSet))),
    Object.entries(metadata).map(([key, value]) =>
      messageField(14, message(textField(1, key), textField(2, value))),
    ),
  );

const graphMessage = ({ name, nodes, tensors, inputs, outputs }: Graph, description: string): Encoded =>
  message(
    nodes.map((node) => messageField(1, nodeMessage(node))),
    textField(2, name),
    tensors.map((tensor) => messageField(5, tensorMessage(tensor))),
    textField(10, description),
    inputs.map((value) => messageField(11, valueMessage(value))),
    outputs.map((value) => messageField(12, valueMessage(value))),
  );

/** A node is named after its first output, which is unique in the graph. */
const nodeMessage = ({ operator, inputs, outputs, attributes = {} }: GraphNode): Encoded =>
  message(
    inputs.map((name) => textField(1, name)),
    outputs.map((name) => textField(2, name)),
    textField(3, outputs.find((name) => name !== '') ?? operator),
    textField(4, operator),
    Object.entries(attributes).map(([name, value]) => messageField(5, attributeMessage(name, value))),
  );

function attributeMessage(name: string, value: number | string | readonly number[]): Encoded {
  if (typeof value === 'number') {
    return message(textField(1, name), integerField(3, value), integerField(20, attributeType.integer));
  }
  if (typeof value === 'string') {
    return message(textField(1, name), textField(4, value), integerField(20, attributeType.text));
  }
  const integers = value.map((item) => integerField(8, item));
  return message(textField(1, name), integers, integerField(20, attributeType.integers));
}

const tensorMessage = ({ name, shape, values, type = 'float32' }: GraphTensor): Encoded =>
  message(
    shape.map((size) => integerField(1, size)),
    integerField(2, elementType[type]),
    textField(8, name),
    bytesField(9, bytesOf[type](values)),
  );

type WriteNumber = (view: DataView, offset: number, value: number) => void;

/** Little endian, as the format asks. */
const bytesOf: Readonly<Record<ElementType, (values: ArrayLike<number>) => Uint8Array>> = {
  float32: (values) => numberBytes(values, 4, (view, offset, value) => view.setFloat32(offset, value, true)),
  float64: (values) => numberBytes(values, 8, (view, offset, value) => view.setFloat64(offset, value, true)),
  int64: (values) =>
    numberBytes(values, 8, (view, offset, value) => view.setBigInt64(offset, BigInt(value), true)),
};

function numberBytes(values: ArrayLike<number>, size: number, write: WriteNumber): Uint8Array {
  const view = new DataView(new ArrayBuffer(values.length * size));
  for (let at = 0; at < values.length; at += 1) write(view, at * size, values[at] ?? 0);
  return new Uint8Array(view.buffer);
}

const valueMessage = ({ name, type, shape, description }: GraphValue): Encoded =>
  message(
    textField(1, name),
    messageField(2, message(messageField(1, tensorTypeMessage(type, shape)))),
    textField(3, description),
  );

const tensorTypeMessage = (type: GraphValue['type'], shape: GraphValue['shape']): Encoded =>
  message(
    integerField(1, elementType[type]),
    messageField(
      2,
      message(
        shape.map((size) =>
          messageField(1, message(typeof size === 'number' ? integerField(1, size) : textField(2, size))),
        ),
      ),
    ),
  );

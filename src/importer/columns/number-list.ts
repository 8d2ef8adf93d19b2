/** A list of numbers that grows by doubling: a table's values as they stream in, without an object for each. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  last(): number;
  setLast(value: number): void;
  /** The numbers so far, without copying; not to be kept across a push. */
  values(): Float64Array;
}

export function createNumberList(): NumberList {
  let buffer = new Float64Array(1024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push: (value) => {
      if (length === buffer.length) {
        const larger = new Float64Array(2 * length);
        larger.set(buffer);
        buffer = larger;
      }
      buffer[length] = value;
      length += 1;
    },
    last: () => buffer[length - 1] ?? Number.NaN,
    setLast: (value) => {
      if (length > 0) buffer[length - 1] = value;
    },
    values: () => buffer.subarray(0, length),
  };
}

/** A MATLAB value as a plain object, so that two files can be compared; fields in the order of their names. */
import { elementCount, type MatValue } from '../../src/importer/readers/mat/mat-value.ts';
import { readMatFile } from '../../src/importer/readers/mat/read-mat-file.ts';

export async function treeOfFile(path: string): Promise<Record<string, unknown>> {
  const file = await readMatFile(path);
  try {
    const entries: [string, unknown][] = [];
    for (const variable of file.variables) entries.push([variable.name, treeOf(await variable.read())]);
    return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)));
  } finally {
    await file.close();
  }
}

function treeOf(value: MatValue): unknown {
  const { kind, dims } = value;
  const indices = Array.from({ length: elementCount(value) }, (_, index) => index);
  switch (value.kind) {
    case 'numeric': {
      const imaginary = value.imaginary();
      return {
        kind,
        class: value.class,
        dims,
        real: [...value.real()],
        imaginary: imaginary && [...imaginary],
      };
    }
    case 'logical':
      return { kind, dims, real: [...value.real()] };
    case 'char':
      return { kind, dims, rows: value.rows() };
    case 'cell':
      return { kind, dims, items: indices.map((index) => treeOf(value.item(index))) };
    case 'struct': {
      const fields = value.fields.toSorted();
      const elements = indices.map((index) =>
        fields.map((name) => [name, treeOf(value.field(name, index)!)]),
      );
      return { kind, dims, elements };
    }
    case 'opaque':
      return { kind, class: value.class };
  }
}

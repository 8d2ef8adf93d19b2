/** Finds the variables of a v7.3 file. */
import type { FileHandle } from 'node:fs/promises';
import { brokenMat, orBroken } from '../broken-mat.ts';
import { type MatLimits, numberBudget } from '../mat-limits.ts';
import type { MatVariable } from '../mat-value.ts';
import { openHdf5File } from './hdf5-file.ts';
import { readHdf5Value } from './hdf5-matrix.ts';
import { type Hdf5Source, readAttributes } from './matlab-object.ts';
import { listObjectPaths } from './object-paths.ts';

/** Throws INVALID_FILE_FORMAT, as reading them does. `#refs#` and its like hold what MATLAB does not show. */
export async function openHdf5Variables(handle: FileHandle, limits: MatLimits) {
  const file = await openHdf5File(handle.fd, (await handle.stat()).size);
  try {
    const names = file.names('/').filter((name) => !name.startsWith('#'));
    if (names.length > limits.maxVariables) {
      throw brokenMat('', `expected at most ${limits.maxVariables} variables, found ${names.length}`);
    }
    const takeNumbers = numberBudget(limits);
    const source: Hdf5Source = { file, limits, takeNumbers, pathOfObject: listObjectPaths(file) };
    return { variables: names.map((name) => variableOf(source, name)), close: () => file.close() };
  } catch (error) {
    file.close();
    throw error;
  }
}

function variableOf(source: Hdf5Source, name: string): MatVariable {
  const object = `/${name}`;
  const isGroup = source.file.describe(object) === 'group';
  return {
    name,
    class: readAttributes(source.file, object).class || (isGroup ? 'struct' : 'double'),
    read: () =>
      new Promise((accept) =>
        accept(orBroken(name, () => readHdf5Value(source, { object, path: name, depth: 0 }))),
      ),
  };
}

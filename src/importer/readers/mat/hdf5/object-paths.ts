/**
 * From the references of a v7.3 file to the objects they name. MATLAB keeps all of them in one group; asking HDF5 for
 * the name of each would search the file each time, so their addresses are listed once.
 */
import { brokenMat } from '../broken-mat.ts';
import type { Hdf5File } from './hdf5-file.ts';

const referencesGroup = '#refs#';
const maxObjects = 2_000_000;

/** Answers the HDF5 path of the object at an address; undefined where there is none. */
export function listObjectPaths(file: Hdf5File): (address: number) => string | undefined {
  let names: ReadonlyMap<number, string> | undefined;
  return (address) => {
    names ??= namesByAddress(file);
    const name = names.get(address);
    return name === undefined ? undefined : `/${referencesGroup}/${name}`;
  };
}

function namesByAddress(file: Hdf5File): ReadonlyMap<number, string> {
  if (!file.names('/').includes(referencesGroup)) return new Map();
  const names = file.names(`/${referencesGroup}`);
  if (names.length > maxObjects) {
    throw brokenMat('', `expected at most ${maxObjects} arrays in cells and structs, found ${names.length}`);
  }
  return new Map(names.map((name) => [file.addressOf(`/${referencesGroup}/${name}`), name]));
}

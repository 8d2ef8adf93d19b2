/** Opens MATLAB files of version 5, 7 and 7.3 as one kind of tree. */
import { open } from 'node:fs/promises';
import { AppError } from '../../../shared/domain/app-error.ts';
import { invalidFile } from '../../../shared/domain/invalid-file.ts';
import { detectMat } from './detect-mat.ts';
import { openHdf5Variables } from './hdf5/open-hdf5-variables.ts';
import { type MatLimits, matLimits } from './mat-limits.ts';
import type { MatVariable } from './mat-value.ts';
import { openV5Variables } from './v5/open-v5-variables.ts';

export interface MatFile {
  readonly format: 'mat-v5' | 'mat-v7.3';
  readonly variables: readonly MatVariable[];
  close(): Promise<void>;
}

/** Throws INVALID_FILE_FORMAT, as `read` and the tree do, wherever the file is not what it should be. */
export async function readMatFile(path: string, limits: MatLimits = matLimits): Promise<MatFile> {
  const handle = await open(path, 'r');
  try {
    const form = await detectMat(handle);
    if (form.format === 'mat-v5') {
      const variables = await openV5Variables(handle, form.littleEndian, limits);
      return { format: form.format, variables, close: () => handle.close() };
    }
    const { variables, close } = await openHdf5Variables(handle, limits);
    const closeAll = async (): Promise<void> => {
      close();
      await handle.close();
    };
    return { format: form.format, variables, close: closeAll };
  } catch (error) {
    await handle.close();
    throw error instanceof AppError ? error : invalidFile('the MATLAB file is damaged', error);
  }
}

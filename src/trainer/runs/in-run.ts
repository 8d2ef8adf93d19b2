/** Errors of one training among several say which one it was. */
import { AppError } from '../../shared/domain/app-error.ts';

/** Rejects as `work` does, an AppError with the run's name in front. `name` null: the only run, nothing is added. */
export async function inRun<T>(name: string | null, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (name === null || !(error instanceof AppError)) throw error;
    throw new AppError(error.code, `In ${name}: ${error.message}`, { cause: error });
  }
}

/** Whether other accounts of this computer can look into the data folder. */
import { statSync } from 'node:fs';

/** In words, with the way out; null where they cannot, or where permissions are no bits of a mode. */
export function whyOpenToOthers(dataDir: string): string | null {
  if (process.platform === 'win32') return null;
  const mode = statSync(dataDir).mode & 0o777;
  if ((mode & 0o077) === 0) return null;
  const what = (mode & 0o022) === 0 ? 'can be read' : 'can be read and written';
  const octal = mode.toString(8).padStart(4, '0');
  return `The data folder ${what} by other accounts of this computer (mode ${octal}); close it with: chmod 700 ${dataDir}`;
}

/** What processes use, read from /proc: Linux only, undefined elsewhere. */
import { readdir, readFile } from 'node:fs/promises';

const mebibyte = 1024;

/** Resident memory now (`VmRSS`) or at its highest (`VmHWM`), in MiB; undefined once the process is gone. */
export async function memoryMib(pid: number, field: 'VmRSS' | 'VmHWM'): Promise<number | undefined> {
  const status = await textOf(`/proc/${pid}/status`);
  const kibibytes = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(status)?.[1];
  return kibibytes === undefined ? undefined : Number(kibibytes) / mebibyte;
}

/** Processes whose parent is the given one. */
export async function childrenOf(pid: number): Promise<readonly number[]> {
  const pids = await readdir('/proc').catch(() => []);
  const children: number[] = [];
  for (const name of pids.filter((entry) => /^\d+$/.test(entry))) {
    const parent = /^PPid:\s+(\d+)$/m.exec(await textOf(`/proc/${name}/status`))?.[1];
    if (Number(parent) === pid) children.push(Number(name));
  }
  return children;
}

/** Empty where there is no such file, which is how a process that ended looks. */
function textOf(path: string): Promise<string> {
  return readFile(path, 'utf8').catch(() => '');
}

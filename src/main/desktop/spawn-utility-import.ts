/** Import processes as Electron utility processes: with the fuses set, Node's own fork does not exist here. */
import type { utilityProcess } from 'electron';
import type { StartImportProcess } from '../processes/import-process.ts';
import { createTextTail } from '../processes/text-tail.ts';

/** Only after the app is ready. */
export function spawnUtilityImport(processes: Pick<typeof utilityProcess, 'fork'>): StartImportProcess {
  return (modulePath, memoryLimitMb) => {
    const child = processes.fork(modulePath, [], {
      execArgv: [`--max-old-space-size=${memoryLimitMb}`],
      serviceName: 'Cellwright import',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const errorTail = createTextTail();
    let message: unknown;
    child.stderr?.on('data', (chunk: Buffer) => errorTail.add(chunk.toString('utf8')));
    child.on('error', (type, location) => errorTail.add(`\n${type} in ${location}\n`));
    child.once('message', (first: unknown) => {
      message = first;
    });
    return {
      send: (request) => child.postMessage(request),
      kill: () => void child.kill(),
      ended: new Promise((resolve) => {
        child.once('exit', (code: number) =>
          resolve({ message, exit: `code ${code}`, errorText: errorTail.lines() }),
        );
      }),
    };
  };
}

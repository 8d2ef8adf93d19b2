/** Predictor processes as Electron utility processes: with the fuses set, Node's own fork does not exist here. */
import type { utilityProcess } from 'electron';
import { createTextTail } from '../processes/text-tail.ts';
import type { StartPredictor } from '../processes/predictor-handle.ts';

/** Only after the app is ready. */
export function spawnUtilityPredictor(processes: Pick<typeof utilityProcess, 'fork'>): StartPredictor {
  return ({ modulePath, memoryLimitMb, onMessage }) => {
    const child = processes.fork(modulePath, [], {
      execArgv: [`--max-old-space-size=${memoryLimitMb}`],
      serviceName: 'Cellwright predictions',
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const errorTail = createTextTail();
    child.stderr?.on('data', (chunk: Buffer) => errorTail.add(chunk.toString('utf8')));
    child.on('error', (type, location) => errorTail.add(`\n${type} in ${location}\n`));
    child.on('message', onMessage);
    return {
      send: (message) => child.postMessage(message),
      kill: () => void child.kill(),
      ended: new Promise((resolve) => {
        child.once('exit', (code: number) => resolve({ exit: `code ${code}`, errorText: errorTail.lines() }));
      }),
    };
  };
}

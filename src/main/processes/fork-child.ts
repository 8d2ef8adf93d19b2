/** Child processes as plain Node processes with a message channel. */
import { fork } from 'node:child_process';
import { attendChild } from './attend-child.ts';
import type { StartChild } from './child.ts';

export const forkChild: StartChild = ({ entry, args = [], heapLimitMb, onMessage }) =>
  attendChild((events) => {
    const child = fork(entry, args, {
      execArgv: [`--max-old-space-size=${heapLimitMb}`],
      serialization: 'json',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    child.on('message', onMessage);
    child.stderr?.setEncoding('utf8').on('data', events.onErrorOutput);
    child.once('spawn', events.onSpawned);
    child.on('error', (error) => {
      // After the start it is a message or a kill that failed; the end itself says more.
      if (child.pid === undefined) events.onNeverStarted(error.message);
    });
    child.once('exit', events.onExited);
    // Comes when the pipes and the message channel have run dry.
    child.once('close', events.onHeardOut);
    return {
      pid: () => child.pid,
      post: (message) => {
        if (child.connected) child.send(message, () => undefined);
      },
      kill: (signal) => void child.kill(signal),
    };
  });

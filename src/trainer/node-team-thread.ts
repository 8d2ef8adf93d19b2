/** Entry of a thread that trains runs beside the trainer's own: answers calls until the set is closed. */
import { parentPort, workerData } from 'node:worker_threads';
import { serveTeam } from '../learning/engines/wasm/team/serve-team.ts';
import type { TeamCall, TeamWork } from '../learning/engines/wasm/team/team-work.ts';

const answer = await serveTeam(workerData as TeamWork);
parentPort?.on('message', (call: TeamCall) => parentPort?.postMessage(answer(call)));
parentPort?.postMessage('ready');

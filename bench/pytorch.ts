/** PyTorch in a Python process of its own, asked shape by shape; see pytorch.py for what it is asked. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Contestant } from './contestant.ts';
import type { Shape } from './shapes.ts';

const answerSchema = z.object({ parameters: z.int(), steps_ms: z.array(z.number()).min(1) });
const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

export interface Pytorch {
  readonly version: string;
  readonly contestant: (shape: Shape) => Contestant;
  readonly stop: () => void;
}

/** Starts it with the first Python that has torch; undefined where none has. */
export function startPytorch(): Pytorch | undefined {
  for (const python of ['python3', '/usr/bin/python3']) {
    const probe = spawnSync(python, ['-c', 'import torch; print(torch.__version__)'], { encoding: 'utf8' });
    if (probe.status === 0) return withPython(python, probe.stdout.trim());
  }
  return undefined;
}

function withPython(python: string, version: string): Pytorch {
  const child = spawn(python, [join(import.meta.dirname, 'pytorch.py')], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...oneThread },
  });
  const ask = askLineByLine(child);
  return {
    version,
    contestant: (shape) => ({
      timeSteps: async (budgetMs) => {
        const answer = await ask(JSON.stringify({ ...shape, physics_weight: 0.5, budget_ms: budgetMs }));
        return answerSchema.parse(JSON.parse(answer)).steps_ms;
      },
      close: () => undefined,
    }),
    stop: () => void child.kill(),
  };
}

/** One line in, one line out; fails if the process ends instead of answering. */
function askLineByLine(child: ChildProcess): (line: string) => Promise<string> {
  const { stdin, stdout } = child;
  if (stdin === null || stdout === null) throw new Error('the PyTorch process was started without pipes');
  const lines = createInterface({ input: stdout });
  const ended = once(lines, 'close').then((): never => {
    throw new Error('the PyTorch process ended; the lines above say why');
  });
  // It always ends, at the latest when the benchmark does; only a question left unanswered minds.
  ended.catch(() => undefined);
  return async (line) => {
    const answered = once(lines, 'line') as Promise<[string]>;
    stdin.write(`${line}\n`);
    const [answer] = await Promise.race([answered, ended]);
    return answer;
  };
}

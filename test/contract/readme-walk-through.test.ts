import { execFile, execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeSafetensors } from '../../src/learning/files/safetensors.ts';
import { type Program, repositoryRoot, startProgram } from '../support/program.ts';
import { call, waitForJob } from '../support/rest-client.ts';
import { withinMs } from '../support/time-factor.ts';

/** The fenced blocks of the README that a reader would run, in order: shell commands, and files with their names. */
async function readWalkThrough(): Promise<readonly { language: string; file: string; text: string }[]> {
  const readme = await readFile(join(repositoryRoot, 'README.md'), 'utf8');
  const blocks = readme.matchAll(/^```(bash|js) ?(\S*)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(([, language = '', file = '', text = '']) => ({ language, file, text }));
}

function hasTools(): boolean {
  try {
    execFileSync('bash', ['-c', 'command -v curl grep']);
    return true;
  } catch {
    return false;
  }
}

describe('the walk-through of the README, run as printed', () => {
  let program: Program;
  let folder: string;

  beforeAll(async () => {
    program = await startProgram();
    folder = await mkdtemp(join(tmpdir(), 'walk-through-'));
  });
  afterAll(async () => {
    await program.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('leads from nothing to a model of each algorithm', { timeout: withinMs(180_000) }, async (context) => {
    if (!hasTools()) context.skip('bash, curl or grep is not installed here');
    const address = program.url.replace('http://127.0.0.1', 'localhost');
    for (const block of await readWalkThrough()) {
      const text = block.text.replaceAll('localhost:8000', address);
      if (block.language === 'js') await writeFile(join(folder, block.file), text);
      else {
        const script = `set -e\n${text.replaceAll('curl ', 'curl -sS --fail-with-body ')}`;
        await promisify(execFile)('bash', ['-c', script], { cwd: folder, timeout: withinMs(120_000) });
      }
    }
    for (const jobId of [1, 2, 3]) {
      const { job } = await waitForJob(program.api, jobId);
      expect(job.error_message).toBeNull();
      expect(job.status).toBe('succeeded');
    }
    const { body } = await call('GET', `${program.api}/models`);
    expect(body).toMatchObject({ meta: { total: 3 } });
    const model = await readFile(join(folder, 'first-baseline.safetensors'));
    expect(decodeSafetensors(model).tensors.has('u.layer0.weight')).toBe(true);
    expect((await stat(join(folder, 'first-baseline.safetensors'))).size).toBe(model.byteLength);
  });
});

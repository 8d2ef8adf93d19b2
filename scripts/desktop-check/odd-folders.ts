/** 7: a data folder with a difficult name, a lock with somebody else's number, and on Windows files that others hold. */
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiOf, claim } from './api.ts';
import type { Check } from './checks.ts';
import { start } from './program.ts';

/** libuv's own: nobody else may open the file meanwhile. */
const exclusively = 0x10000000;
/** Of SQLite's `user_version`, which names the holder. */
const numberAt = 60;

export const oddFolders: Check = async ({ program, folder }) => {
  const dataDir = join(folder, 'Zellen über 20 °C', 'ein Ordner');
  const first = await start(program, dataDir);
  await first.stop('SIGKILL');
  const lock = readFileSync(join(dataDir, 'cellwright.lock'));
  lock.writeInt32BE(process.pid, numberAt);
  writeFileSync(join(dataDir, 'cellwright.lock'), lock);
  const held = process.platform === 'win32' ? holdFiles(dataDir) : [];
  const again = await start(program, dataDir);
  try {
    const { status } = await apiOf(again.url).call('GET', '/health');
    claim(status === 'ok' || held.length > 0, `health is ${String(status)}`);
    const files = held.length === 0 ? '' : '; a held model file and a held log cost nothing';
    return `starts in “${dataDir.slice(folder.length + 1)}”, twice, with a living process's number in the lock${files}`;
  } finally {
    await again.stop();
    for (const file of held) closeSync(file);
  }
};

function holdFiles(dataDir: string): number[] {
  const [model, log] = [join(dataDir, 'models', 'job-77.onnx'), join(dataDir, 'logs', 'server.log.1')];
  mkdirSync(join(dataDir, 'models'), { recursive: true });
  return [model, log].map((path) => {
    writeFileSync(path, 'held');
    return openSync(path, exclusively);
  });
}

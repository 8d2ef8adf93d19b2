import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import { afterEach, describe, expect, it } from 'vitest';
import type { Bridge, BridgeResult } from '../../src/shared/contract/bridge.ts';
import type { SequencedEvent } from '../../src/shared/contract/events.ts';
import {
  type Desktop,
  desktopEnvironment,
  electronKind,
  executablePath,
  startDesktop,
  whySkipped,
} from '../support/desktop.ts';
import { repositoryRoot } from '../support/program.ts';
import { withinMs } from '../support/time-factor.ts';

if (electronKind === undefined) console.log(`test/desktop: ${whySkipped}`);

/** What the stand-in keeps of every native effect. */
interface Recorded {
  readonly _calls?: readonly { readonly api: string; readonly args: readonly unknown[] }[];
}

const call = (page: Page, operation: string, input: object): Promise<BridgeResult> =>
  page.evaluate(
    ([name, asked]) => (globalThis as unknown as { backend: Bridge }).backend.call(name as string, asked),
    [operation, input],
  );

async function output(page: Page, operation: string, input: object = {}): Promise<Record<string, unknown>> {
  const result = await call(page, operation, input);
  if (!result.ok) throw new Error(result.error.message);
  return result.output as Record<string, unknown>;
}

/** As after a choice in the page. The stand-in takes a File's name for its path; Electron knows where a chosen one lies. */
async function importChosen(page: Page, path: string): Promise<BridgeResult> {
  await page.evaluate(`document.body.insertAdjacentHTML('beforeend', '<input type="file" id="chosen">')`);
  await page.setInputFiles('#chosen', path);
  const chosen = "document.querySelector('#chosen').files[0]";
  const file = electronKind === 'stand-in' ? `new File([], ${JSON.stringify(path)})` : chosen;
  return page.evaluate<BridgeResult>(`backend.importFile('import-battery', ${file}, {})`);
}

const recordedCalls = ({ app }: Desktop): Promise<readonly string[]> =>
  app.evaluate((electron) =>
    ((electron as unknown as Recorded)._calls ?? []).map(({ api, args }) => `${api} ${JSON.stringify(args)}`),
  );

/** Has every question of the program answered with this button from now on, and counts them. */
const answerQuestions = ({ app }: Desktop, response: number): Promise<void> =>
  app.evaluate(({ dialog }, button) => {
    const asked = globalThis as unknown as { questions?: unknown[] };
    asked.questions = [];
    dialog.showMessageBox = (...args: unknown[]) => {
      asked.questions?.push(args);
      return Promise.resolve({ response: button, checkboxChecked: false });
    };
  }, response);

const questionCount = ({ app }: Desktop): Promise<number> =>
  app.evaluate(() => (globalThis as unknown as { questions: unknown[] }).questions.length);

async function startLongJob(page: Page): Promise<number> {
  const { items } = await output(page, 'create-sample-batteries');
  const batteryIds = (items as { id: number }[]).slice(0, 2).map(({ id }) => id);
  const job = await output(page, 'create-training-job', {
    algorithm: 'bilstm',
    battery_ids: batteryIds,
    hyperparams: { epochs: 10_000 },
  });
  return job.id as number;
}

const waitForStatus = (page: Page, jobId: number, status: string): Promise<void> =>
  expect
    .poll(async () => (await output(page, 'get-training-job', { job_id: jobId })).status, {
      timeout: withinMs(20_000),
    })
    .toBe(status);

describe.skipIf(electronKind === undefined)(`the desktop in ${electronKind ?? 'nothing'}`, () => {
  let desktop: Desktop | undefined;
  const start = async (options: Parameters<typeof startDesktop>[0] = {}): Promise<Desktop> => {
    desktop = await startDesktop(options);
    return desktop;
  };
  afterEach(async () => {
    await desktop?.close();
    desktop = undefined;
  });

  it('opens one window on the interface, which is drawn and alive', async () => {
    const { app, page } = await start();
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.getByRole('link', { name: 'Batteries' }).first().waitFor();
    await page.getByRole('link', { name: 'Batteries' }).first().click();
    await page.getByRole('heading', { name: 'Batteries' }).first().waitFor();
    expect(app.windows()).toHaveLength(1);
    expect(errors).toEqual([]);
    const preferences = await app.evaluate(
      ({ app: program }) => program.getName() + String(program.hasSingleInstanceLock()),
    );
    expect(preferences.toLowerCase()).toContain('cellwright');
  });

  it('answers operations over the bridge, failures as results with their envelope', async () => {
    const { page } = await start();
    expect(await output(page, 'get-health')).toMatchObject({ status: 'ok', running_jobs: 0 });
    const missing = await call(page, 'get-battery', { battery_id: 99 });
    expect(missing).toMatchObject({ ok: false, error: { code: 'RESOURCE_NOT_FOUND' } });
    const wrong = await call(page, 'create-training-job', { algorithm: 'magic' });
    expect(wrong).toMatchObject({ ok: false, error: { code: 'VALIDATION_ERROR' } });
    const unknown = await call(page, 'constructor', {});
    expect(unknown).toMatchObject({ ok: false, error: { code: 'RESOURCE_NOT_FOUND' } });
  });

  it('imports a file from where it lies, and opens the API’s documents in the browser', async () => {
    const running = await start();
    const { app, page, dataDir } = running;
    const path = join(dataDir, 'cell.csv');
    const rows = Array.from({ length: 30 }, (_, row) => `${row + 1},${2 - row * 0.01}`);
    await writeFile(path, `cycle,capacity\n${rows.join('\n')}\n`);
    expect(await importChosen(page, path)).toMatchObject({
      ok: true,
      output: { filename: 'cell.csv', total_cycles: 30 },
    });
    const named = await call(page, 'import-battery', { file: { path, filename: 'cell.csv' } });
    expect(named).toMatchObject({ ok: false, error: { code: 'BAD_REQUEST' } });
    await app.evaluate(({ shell }) => {
      const kept = globalThis as unknown as { opened: string[] };
      kept.opened = [];
      shell.openExternal = (url) => Promise.resolve(void kept.opened.push(url));
    });
    await page.getByRole('link', { name: 'Settings' }).first().click();
    await page.getByRole('link', { name: 'Browse the API' }).click();
    const { port } = await output(page, 'get-settings');
    await expect
      .poll(() => app.evaluate(() => (globalThis as unknown as { opened: string[] }).opened))
      .toEqual([`http://localhost:${String(port)}/docs`]);
    // A browser may open the window that was asked for before it hears that it may not.
    await expect.poll(() => app.windows().length).toBe(1);
  });

  it('serves the same API on localhost', async () => {
    const { page } = await start();
    const { port } = await output(page, 'get-settings');
    const response = await fetch(`http://127.0.0.1:${String(port)}/api/v1/health`);
    expect(response.status).toBe(200);
  });

  it('trains a job in a utility process, pushes its events in order and keeps the computer awake', async () => {
    const running = await start();
    const { app, page } = running;
    await page.evaluate(() => {
      const kept = globalThis as unknown as { backend: Bridge; seen: SequencedEvent[] };
      kept.seen = [];
      kept.backend.subscribe(0, (message) => {
        if (message.event.type !== 'changed') kept.seen.push(message as SequencedEvent);
      });
    });
    const { items } = await output(page, 'create-sample-batteries');
    const batteryIds = (items as { id: number }[]).slice(0, 2).map(({ id }) => id);
    const job = await output(page, 'create-training-job', {
      algorithm: 'baseline',
      battery_ids: batteryIds,
      hyperparams: { epochs: 3 },
    });
    await page.waitForFunction(
      () =>
        (globalThis as unknown as { seen: SequencedEvent[] }).seen.some(
          ({ event }) => event.type === 'complete' || event.type === 'error',
        ),
      undefined,
      { timeout: withinMs(25_000) },
    );
    const seen = await page.evaluate(() => (globalThis as unknown as { seen: SequencedEvent[] }).seen);
    expect(seen.slice(-1)).toMatchObject([
      { event: { type: 'complete', job_id: job.id, status: 'succeeded' } },
    ]);
    const sequences = seen.map(({ sequence }) => sequence);
    expect(sequences).toEqual([...new Set(sequences)].sort((one, other) => one - other));
    expect(seen.filter(({ event }) => event.type === 'progress')).toHaveLength(3);
    const awake = await app.evaluate(({ powerSaveBlocker }) => powerSaveBlocker.isStarted(1));
    expect(awake).toBe(false);
    if (electronKind === 'stand-in') {
      expect(await recordedCalls(running)).toContain('powerSaveBlocker.start ["prevent-app-suspension"]');
    }
  });

  it('predicts and evaluates in utility processes; a long answer reaches the page as bytes', async () => {
    const { page } = await start();
    const { items } = await output(page, 'create-sample-batteries');
    const batteryIds = (items as { id: number }[]).slice(0, 2).map(({ id }) => id);
    const job = await output(page, 'create-training-job', {
      algorithm: 'baseline',
      battery_ids: batteryIds,
      hyperparams: { epochs: 2 },
    });
    await waitForStatus(page, job.id as number, 'succeeded');
    const prediction = await output(page, 'create-prediction', {
      algorithm: 'baseline',
      battery_id: batteryIds[0],
    });
    expect(prediction).toMatchObject({ model_id: 1, result: { soh: expect.any(Number) } });
    const evaluated = await page.evaluate(async (ids) => {
      const { backend } = globalThis as unknown as { backend: Bridge };
      const result = await backend.call('evaluate-model', { model_id: 1, battery_ids: ids });
      if (!result.ok || !result.isJsonText) return result;
      return JSON.parse(new TextDecoder().decode(result.output as Uint8Array)) as object;
    }, batteryIds);
    expect(evaluated).toMatchObject({ id: 1, cells: [{ battery_id: batteryIds[0] }, {}] });
  });

  it('lets a second start show the first window and end at once', async () => {
    const { app, dataDir } = await start();
    const shown = app.evaluate(
      ({ BrowserWindow }) =>
        new Promise<string>((resolve) => {
          BrowserWindow.getAllWindows()[0]?.once('focus', () => resolve('focused'));
        }),
    );
    const second = spawn(executablePath, [repositoryRoot], {
      env: desktopEnvironment(dataDir),
      stdio: 'ignore',
    });
    const [code] = (await once(second, 'exit')) as [number | null];
    expect(code).toBe(0);
    expect(await shown).toBe('focused');
  });

  it('takes another port where the usual one is taken, and says so', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address() as { port: number };
    const running = await start({ env: { CELLWRIGHT_PORT: String(address.port) } });
    const { port } = await output(running.page, 'get-settings');
    expect(port).not.toBe(address.port);
    expect((await fetch(`http://127.0.0.1:${String(port)}/api/v1/health`)).status).toBe(200);
    if (electronKind === 'stand-in') {
      expect((await recordedCalls(running)).join('\n')).toMatch(/showMessageBox.*usual port/);
    }
    taken.close();
  });

  it('ends at once where nothing runs', async () => {
    const { app } = await start();
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ app: program }) => setTimeout(() => program.quit(), 10)).catch(() => undefined);
    expect(await ended).toBe(0);
  });

  it('asks once with a running job: goes on in the tray, cancels, or stops and keeps the job for next time', async () => {
    const running = await start();
    const { app, page, dataDir } = running;
    const jobId = await startLongJob(page);
    await waitForStatus(page, jobId, 'running');

    await answerQuestions(running, 0);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
    await expect
      .poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()))
      .toBe(false);
    expect(await questionCount(running)).toBe(1);
    await waitForStatus(page, jobId, 'running');

    await answerQuestions(running, 2);
    await app.evaluate(({ app: program }) => program.quit());
    await expect.poll(() => questionCount(running)).toBe(1);
    await waitForStatus(page, jobId, 'running');

    await answerQuestions(running, 1);
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app.evaluate(({ app: program }) => setTimeout(() => program.quit(), 10)).catch(() => undefined);
    expect(await ended).toBe(0);

    const again = await start({ dataDir });
    await waitForStatus(again.page, jobId, 'running');
    await output(again.page, 'stop-training-job', { job_id: jobId });
    await waitForStatus(again.page, jobId, 'stopped');
  });

  it('comes back from the tray although its page crashed until it was left', async () => {
    const running = await start();
    const { app, page } = running;
    await page.getByRole('link', { name: 'Models' }).first().click();
    const crash = () =>
      app
        .evaluate(({ BrowserWindow }) =>
          BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
        )
        .catch(() => undefined);
    for (let time = 1; time <= 2; time += 1) {
      const next = app.waitForEvent('window');
      await crash();
      await (await next).getByRole('heading', { name: 'Models' }).first().waitFor();
    }
    await crash();
    const isDead = () =>
      app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.isCrashed());
    await expect.poll(isDead, { timeout: withinMs(10_000) }).toBe(true);
    const reopened = app.waitForEvent('window');
    await app.evaluate((electron) => {
      const { last } = electron.Tray as unknown as { last: { menu: Electron.Menu } };
      last.menu.items.find(({ label }) => label === 'Open Cellwright')?.click();
    });
    const fresh = await reopened;
    await fresh.getByRole('heading', { name: 'Models' }).first().waitFor();
    expect(await output(fresh, 'get-health')).toMatchObject({ status: 'ok' });
  });

  it('gives its page no Node, and processes that are held to their heap by the one switch that Electron lets through', async () => {
    const { app, page } = await start();
    const names = ['require', 'module', 'process', 'Buffer', '__dirname'];
    expect(await page.evaluate((all) => all.filter((name) => name in globalThis), names)).toEqual([]);
    const entry = join(repositoryRoot, 'test', 'process', 'children', 'heap-of-utility.mjs');
    const limitMb = await app.evaluate(
      ({ utilityProcess }, path) =>
        new Promise<number>((resolve) => {
          const child = utilityProcess.fork(path, [], {
            execArgv: ['--js-flags=--max-old-space-size=96'],
          });
          child.once('message', (message: { limitMb: number }) => {
            resolve(message.limitMb);
            child.kill();
          });
          child.postMessage({});
        }),
      entry,
    );
    expect(limitMb).toBeLessThan(400);
  });

  it('guards every page there is, and grants no session anything', async () => {
    const { app } = await start();
    const opened = await app.evaluate(async ({ BrowserWindow }) => {
      const other = new BrowserWindow({ show: false });
      await other.loadURL('about:blank');
      const event = { isPrevented: false, preventDefault: () => (event.isPrevented = true) };
      other.webContents.emit('will-navigate', event);
      other.destroy();
      return event.isPrevented;
    });
    expect(opened).toBe(true);
  });

  it('ends like the headless host on an error that nobody expected: logged, said, and free for the next start', async () => {
    const running = await start();
    const { app, dataDir } = running;
    const ended = new Promise((resolve) => app.process().once('exit', resolve));
    await app
      .evaluate(() => void setTimeout(() => void Promise.reject(new Error('nobody saw this coming')), 10))
      .catch(() => undefined);
    expect(await ended).toBe(1);
    const log = await readFile(`${dataDir}/logs/server.log`, 'utf8');
    expect(log).toMatch(/"level":"fatal".*nobody saw this coming/);
    const again = await start({ dataDir });
    expect(await output(again.page, 'get-health')).toMatchObject({ status: 'ok' });
  });

  it.skipIf(electronKind !== 'stand-in')(
    'saves and lets go of its folder when Windows ends the session, which tells the window and nobody else',
    async () => {
      const running = await start();
      const { app, page, dataDir } = running;
      const jobId = await startLongJob(page);
      await waitForStatus(page, jobId, 'running');
      const ended = new Promise((resolve) => app.process().once('exit', (code) => resolve(code)));
      await app
        .evaluate(({ app: program }) =>
          (program as unknown as { _endSession: (ms: number) => void })._endSession(20_000),
        )
        .catch(() => undefined);
      // By itself, long before the system has to end it.
      expect(await ended).toBe(0);
      const again = await start({ dataDir });
      await waitForStatus(again.page, jobId, 'running');
      const logs = await output(again.page, 'get-training-logs', { job_id: jobId });
      expect(JSON.stringify(logs)).not.toContain('ended unexpectedly');
      await output(again.page, 'stop-training-job', { job_id: jobId });
    },
  );

  it('draws without the GPU where that is left to training, and keeps hardware acceleration', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'cellwright-desktop-'));
    await writeFile(join(dataDir, 'settings.json'), '{ "leave_gpu_to_training": "on" }');
    const running = await start({ dataDir });
    if (electronKind === 'stand-in') {
      const recorded = await recordedCalls(running);
      expect(recorded).toContain('commandLine.appendSwitch ["disable-gpu-compositing"]');
      expect(recorded).toContain('commandLine.appendSwitch ["disable-gpu-rasterization"]');
      expect(recorded.filter((call) => call.startsWith('app.disableHardware'))).toEqual([]);
    } else {
      expect(await running.app.evaluate(({ app }) => app.isHardwareAccelerationEnabled())).toBe(true);
    }
  });

  it('opens the window again where its page crashes, on the same page, and loses nothing', async () => {
    const running = await start();
    const { app, page } = running;
    await page.getByRole('link', { name: 'Models' }).first().click();
    await page.getByRole('heading', { name: 'Models' }).first().waitFor();
    const reopened = app.waitForEvent('window');
    await app
      .evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer(),
      )
      .catch(() => undefined);
    const fresh = await reopened;
    await fresh.getByRole('heading', { name: 'Models' }).first().waitFor();
    expect(await output(fresh, 'get-health')).toMatchObject({ status: 'ok' });
    const log = await readFile(`${running.dataDir}/logs/server.log`, 'utf8');
    expect(log).toContain('the page ended unexpectedly');
  });
});

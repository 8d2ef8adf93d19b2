/**
 * The WebGPU engine in a page of a real Chromium, as an engine of the test's own process: SwiftShader imitates the GPU where
 * there is none. Null where no browser is here, or it has no WebGPU; the reason is logged once.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type Browser, type Page, chromium } from 'playwright';
import { build } from 'vite';
import type { Engine, PreparedRows, RunSet } from '../../../src/learning/engines/engine.ts';
import { findBrowser, howToGetABrowser } from '../browser.ts';
import type { PageCalls } from './entry.ts';
import { plainRows, plainState, stateFromPlain, weightsFromPlain } from './plain-values.ts';

export interface PageEngine {
  readonly engine: Engine;
  readonly destroyDevice: () => Promise<void>;
  readonly close: () => Promise<void>;
}

const software = [
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--enable-unsafe-webgpu',
  '--use-webgpu-adapter=swiftshader',
];

export async function openPageEngine(): Promise<PageEngine | null> {
  const executablePath = findBrowser();
  if (executablePath === null) return skip(howToGetABrowser);
  const site = await serve(await bundleEntry());
  const browser = await chromium.launch({ executablePath, headless: true, args: software });
  const close = async () => {
    await browser.close();
    await site.close();
  };
  const page = await openPage(browser, site.address);
  const call = caller(page);
  const reason = await call('start');
  if (reason === null) return { engine: engineOver(call), destroyDevice: () => call('destroyDevice'), close };
  await close();
  return skip(reason);
}

function skip(reason: string): null {
  console.log(`The WebGPU engine is not tested: ${reason}.`);
  return null;
}

async function bundleEntry(): Promise<string> {
  const entry = fileURLToPath(new URL('./entry.ts', import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['es'] } },
  });
  const [output] = Array.isArray(built) ? built : [];
  const chunk = output?.output[0];
  if (chunk?.type !== 'chunk') throw new Error('the page was not built');
  return chunk.code;
}

/** WebGPU needs a secure context, which loopback is. */
async function serve(script: string) {
  const server = createServer((request, response) => {
    const isScript = request.url === '/entry.js';
    response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
    response.end(isScript ? script : '<!doctype html><script type="module" src="/entry.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise<void>((resolve) => server.close(() => resolve()));
  return { address: `http://127.0.0.1:${port}/`, close };
}

async function openPage(browser: Browser, address: string): Promise<Page> {
  const page = await browser.newPage();
  page.setDefaultTimeout(0);
  await page.goto(address);
  await page.waitForFunction('globalThis.gpuCalls !== undefined');
  return page;
}

type Call = <N extends keyof PageCalls>(
  name: N,
  ...values: Parameters<PageCalls[N]>
) => Promise<Awaited<ReturnType<PageCalls[N]>>>;

const caller = (page: Page): Call =>
  (async (name: keyof PageCalls, ...values: unknown[]) =>
    page.evaluate(
      async ([called, given]) => {
        const { gpuCalls } = globalThis as unknown as {
          readonly gpuCalls: Record<string, (...values: unknown[]) => unknown>;
        };
        return await gpuCalls[called]?.(...given);
      },
      [name, values] as const,
    )) as Call;

/** Distinct rows once, and which of them each run has. */
function sharedRows(rowsByRun: readonly PreparedRows[]) {
  const distinct = [...new Set(rowsByRun)];
  return [distinct.map(plainRows), rowsByRun.map((rows) => distinct.indexOf(rows))] as const;
}

const engineOver = (call: Call): Engine => ({
  name: 'webgpu',
  device: 'a page',
  whyNot: () => null,
  memoryBytes: () => 0,
  open: async (plan, rowsByRun) => runSetOver(call, await call('open', plan, ...sharedRows(rowsByRun))),
});

const runSetOver = (call: Call, set: number): RunSet => ({
  read: async (run) => stateFromPlain(await call('read', set, run)),
  readWeights: async (run) => weightsFromPlain(await call('readWeights', set, run)),
  write: (run, state) => call('write', set, run, plainState(state)),
  train: (batches, step) =>
    call(
      'train',
      set,
      batches.map(({ run, batches: own }) => ({ run, batches: own.map((rows) => [...rows]) })),
      step,
    ),
  predict: async (run, rows) => Float64Array.from(await call('predict', set, run, [...rows])),
  lost: call('lost', set),
  close: () => call('close', set),
});

/** The few calls that the checks make, over HTTP like any script. */
import { setTimeout as delay } from 'node:timers/promises';

export type Json = Record<string, unknown>;

export interface Api {
  /** Throws what the program answered where that is an error. */
  readonly call: (method: string, path: string, body?: object | FormData) => Promise<Json>;
  readonly bytes: (path: string) => Promise<Uint8Array>;
  readonly job: (choice: Json) => Promise<number>;
  /** The job once it is over. */
  readonly over: (jobId: number) => Promise<Json>;
}

const jobLimitMs = 600_000;

export function apiOf(url: string): Api {
  const ask = async (method: string, path: string, body?: object | FormData): Promise<Response> => {
    const isForm = body instanceof FormData;
    const response = await fetch(url + path, {
      method,
      ...(body === undefined ? {} : { body: isForm ? body : JSON.stringify(body) }),
      ...(body === undefined || isForm ? {} : { headers: { 'content-type': 'application/json' } }),
    });
    if (response.ok) return response;
    throw new Error(`${method} ${path}: ${response.status} ${(await response.text()).slice(0, 500)}`);
  };
  const call: Api['call'] = async (method, path, body) =>
    (await (await ask(method, `/api/v1${path}`, body)).json()) as Json;
  return {
    call,
    bytes: async (path) => new Uint8Array(await (await ask('GET', path)).arrayBuffer()),
    job: async (choice) => Number((await call('POST', '/training-jobs', choice))['id']),
    over: async (jobId) => {
      const until = performance.now() + jobLimitMs;
      for (;;) {
        const job = await call('GET', `/training-jobs/${jobId}`);
        if (!['queued', 'running'].includes(String(job['status']))) return job;
        if (performance.now() > until) throw new Error(`job ${jobId} is not over: ${JSON.stringify(job)}`);
        await delay(100);
      }
    },
  };
}

/** Throws where it is not so. */
export function claim(isTrue: boolean, what: string): asserts isTrue {
  if (!isTrue) throw new Error(what);
}

/** Waits until it is so; throws where that takes too long. */
export async function waitUntil(
  isTrue: () => boolean | Promise<boolean>,
  what: string,
  limitMs = 30_000,
): Promise<void> {
  const until = performance.now() + limitMs;
  while (!(await isTrue())) {
    claim(performance.now() < until, `not within ${limitMs / 1000} s: ${what}`);
    await delay(50);
  }
}

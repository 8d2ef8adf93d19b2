/**
 * Downloads one file over a line that may stall: what came stays, and the next try goes on behind it. What is limited is the
 * silence, not the whole, so that a slow line takes as long as it needs.
 */
import { Buffer } from 'node:buffer';
import { createWriteStream, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { clearTimeout, setTimeout } from 'node:timers';
import { setTimeout as delay } from 'node:timers/promises';
import { finished } from 'node:stream/promises';

const usual = { silenceMs: 20_000, pauseMs: 1000, triesWithoutGain: 3, onProgress: () => {} };

/**
 * `partial`: where the unfinished file is kept, also for a later call. `onProgress` gets the bytes there are and those there
 * will be. Rejects with why, when nothing more comes in several tries.
 */
export async function downloadResuming({ url, partial, target, ...options }) {
  const settings = { ...usual, ...options };
  mkdirSync(dirname(partial), { recursive: true });
  for (let failures = 0; ;) {
    const before = sizeOf(partial);
    try {
      await fetchRest(url, partial, settings);
      mkdirSync(dirname(target), { recursive: true });
      renameSync(partial, target);
      return;
    } catch (error) {
      failures = sizeOf(partial) > before ? 0 : failures + 1;
      if (error.isFinal || failures >= settings.triesWithoutGain) throw error;
    }
    await delay(settings.pauseMs);
  }
}

const sizeOf = (path) => (existsSync(path) ? statSync(path).size : 0);

async function fetchRest(url, partial, { silenceMs, onProgress }) {
  const silence = watchSilence(silenceMs);
  try {
    const had = sizeOf(partial);
    const response = await fetch(url, {
      signal: silence.signal,
      headers: had > 0 ? { range: `bytes=${had}-` } : {},
    });
    const { isRest, total } = judge(response, had, partial);
    let done = isRest ? had : 0;
    const file = createWriteStream(partial, { flags: isRest ? 'a' : 'w' });
    try {
      for await (const chunk of response.body) {
        silence.heard();
        done += chunk.length;
        file.write(Buffer.from(chunk));
        onProgress(done, total);
      }
    } finally {
      file.end();
      await finished(file);
    }
    if (done < total) throw new Error(`the connection ended after ${done} of ${total} bytes`);
  } catch (error) {
    throw silence.signal.aborted ? silence.signal.reason : inWords(error);
  } finally {
    silence.end();
  }
}

/** Whether the rest comes or the whole, and how many bytes there will be; 0 where that is not said. */
function judge(response, had, partial) {
  if (response.status === 416) {
    // What is kept is of no use: longer than the file, or of another one.
    rmSync(partial, { force: true });
    throw new Error('what was kept of an earlier try did not fit');
  }
  if (!response.ok) {
    throw Object.assign(new Error(`the server answered ${response.status} ${response.statusText}`.trim()), {
      isFinal: response.status >= 400 && response.status < 500,
    });
  }
  const isRest = response.status === 206;
  return { isRest, total: Number(response.headers.get('content-length') ?? 0) + (isRest ? had : 0) };
}

function watchSilence(silenceMs) {
  const silent = new AbortController();
  const arm = () =>
    setTimeout(() => silent.abort(new Error(`nothing came for ${silenceMs / 1000} s`)), silenceMs);
  let timer = arm();
  return {
    signal: silent.signal,
    heard: () => {
      clearTimeout(timer);
      timer = arm();
    },
    end: () => clearTimeout(timer),
  };
}

/** fetch itself says "fetch failed", and why only in the cause. */
function inWords(error) {
  if (error.isFinal || !error.cause) return error;
  return new Error(error.cause.code ?? error.cause.message, { cause: error });
}

/**
 * The program's own log: one JSON object a line, with time, level and words. It speaks the interface that Fastify
 * expects of a logger, so that requests and everything else end up in one place.
 */
import type { FastifyBaseLogger } from 'fastify';

/** Where the lines go; each ends with a line feed. */
export interface LogSink {
  write(line: string): void;
}

type Bindings = Readonly<Record<string, unknown>>;

const quietLevels = ['trace', 'debug', 'silent'] as const;
const loudLevels = ['info', 'warn', 'error', 'fatal'] as const;

export function createProgramLog(sink: LogSink, bindings: Bindings = {}): FastifyBaseLogger {
  const writer =
    (level: string) =>
    (details: unknown, message?: string): void => {
      const line = { time: new Date().toISOString(), level, ...bindings, ...inWords(details, message) };
      sink.write(`${JSON.stringify(line)}\n`);
    };
  const loud = Object.fromEntries(loudLevels.map((level) => [level, writer(level)]));
  const quiet = Object.fromEntries(quietLevels.map((level) => [level, () => undefined]));
  const child = (more: Bindings) => createProgramLog(sink, { ...bindings, ...more });
  return { ...loud, ...quiet, level: 'info', child } as unknown as FastifyBaseLogger;
}

function inWords(details: unknown, message: string | undefined): Bindings {
  if (typeof details === 'string') return { message: details };
  if (details instanceof Error) return { message: message ?? details.message, err: describeError(details) };
  const { err, ...others } = (details ?? {}) as Bindings;
  return { message, ...others, ...(err === undefined ? {} : { err: describeError(err) }) };
}

/** With its stack and what caused it, down to the root. */
function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const code = 'code' in error ? { code: error.code } : {};
  const cause = error.cause === undefined ? {} : { cause: describeError(error.cause) };
  return { type: error.name, message: error.message, ...code, stack: error.stack, ...cause };
}

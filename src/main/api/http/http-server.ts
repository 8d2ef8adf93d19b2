/** The API on localhost: Fastify with our guards, our errors, and the routes of the table of operations. */
import { mkdir } from 'node:fs/promises';
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify';
import type { Handlers, InputChecks } from '../../../shared/contract/operations.ts';
import type { EventFeed, JobFeed } from '../backend-interface.ts';
import { createDispatch, type ReportUnexpected } from '../dispatch.ts';
import { createTokenCheck } from './access-token.ts';
import { answerBrokenRequest } from './broken-request.ts';
import { sendError } from './error-answer.ts';
import { guardRequests, unknownAddress } from './guard-requests.ts';
import { acceptJsonBodies } from './json-body.ts';
import { type BodyTimes, limitBodyTime, usualBodyTimes } from './limit-body-time.ts';
import { listenOnLoopback, type LoopbackListener } from './listen-on-loopback.ts';
import { openWebSockets } from './open-web-sockets.ts';
import { createOriginCheck } from './origin-check.ts';
import { registerSockets } from './register-sockets.ts';
import { registerOperations } from './register-operations.ts';
import { serveDocumentation } from './serve-documentation.ts';
import { serveInterface } from './serve-interface.ts';
import { createTraceId } from './trace-id.ts';

export interface HttpServerOptions {
  readonly handlers: Handlers;
  readonly inputChecks?: InputChecks;
  readonly jobFeed: JobFeed;
  readonly eventFeed: EventFeed;
  /** Made where it is missing. */
  readonly uploadDir: string;
  readonly uploadLimitBytes: number;
  /** How long a body may take to arrive. */
  readonly bodyTimes?: BodyTimes | undefined;
  /** Names in the Host header that are ours beside the loopback ones. */
  readonly hostNames: readonly string[];
  readonly accessToken: string | undefined;
  /** The built interface, served at `/`; without one there is nothing at that address. */
  readonly interfaceDir?: string | undefined;
  readonly log: FastifyBaseLogger;
}

export interface HttpServer {
  readonly port: number;
  /** Takes nothing new, lets what is under way end for a moment, then ends it. */
  stop(): Promise<void>;
}

const jsonLimitBytes = 1_048_576;
/** For requests under way when the server stops; the rest of the program has to end in its time, too. */
const patienceMs = 700;

/** Rejects with a sentence where the port cannot be had; 0 takes any free one. */
export async function startHttpServer(options: HttpServerOptions, port: number): Promise<HttpServer> {
  await mkdir(options.uploadDir, { recursive: true });
  let listener: LoopbackListener | undefined;
  const server = await buildServer(options, () => listener?.port ?? port);
  try {
    listener = await listenOnLoopback(server.server, port);
  } catch (error) {
    await server.close();
    throw error;
  }
  return { port: listener.port, stop: () => stopServer(server, listener) };
}

async function buildServer(options: HttpServerOptions, port: () => number): Promise<FastifyInstance> {
  const server = createFastify(options.log);
  acceptJsonBodies(server);
  server.setErrorHandler(sendError);
  server.setNotFoundHandler((request, reply) => sendError(unknownAddress(request), request, reply));
  await openWebSockets(server);
  guardRequests(server, {
    originCheck: createOriginCheck(port, options.hostNames),
    checkToken: createTokenCheck(options.accessToken),
  });
  limitBodyTime(server, options.bodyTimes ?? usualBodyTimes(options.uploadLimitBytes));
  const report: ReportUnexpected = (err, { operation, traceId }) =>
    server.log.error({ err, operation, trace_id: traceId }, 'unexpected error in an operation');
  const dispatch = createDispatch(options.handlers, report, options.inputChecks);
  const uploads = { folder: options.uploadDir, limitBytes: options.uploadLimitBytes };
  registerOperations(server, { dispatch, uploads });
  registerSockets(server, options);
  serveDocumentation(server);
  if (options.interfaceDir !== undefined) serveInterface(server, options.interfaceDir);
  await server.ready();
  return server;
}

/** Only handshakes of WebSockets are upgrades here; `Upgrade: h2c` of curl and the like is an ordinary request. */
const isWebSocket = (request: { readonly headers: { readonly upgrade?: string | undefined } }): boolean =>
  request.headers.upgrade?.toLowerCase() === 'websocket';

function createFastify(log: FastifyBaseLogger): FastifyInstance {
  return Fastify({
    loggerInstance: log,
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'trace_id' }),
    genReqId: createTraceId,
    bodyLimit: jsonLimitBytes,
    return503OnClosing: false,
    routerOptions: { ignoreTrailingSlash: true },
    // Our own check refuses a missing Host, in the words and the envelope of every other failure.
    http: { shouldUpgradeCallback: isWebSocket, requireHostHeader: false },
    clientErrorHandler: answerBrokenRequest,
    frameworkErrors: (error, request, reply) => void sendError(error, request, reply),
  });
}

async function stopServer(server: FastifyInstance, listener: LoopbackListener): Promise<void> {
  listener.stopListening();
  server.server.closeIdleConnections();
  const timer = setTimeout(() => server.server.closeAllConnections(), patienceMs);
  await server.close();
  clearTimeout(timer);
}

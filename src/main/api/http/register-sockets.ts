/** The WebSocket routes: one on a job, one on everything. */
import type { WebSocket } from '@fastify/websocket';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { EventFeed, JobFeed } from '../backend-interface.ts';
import { apiPrefix } from './register-operations.ts';
import { watchEvents } from './watch-events.ts';
import { watchJob } from './watch-job.ts';

const jobPaths = ['ws', 'stream'].map((name) => `${apiPrefix}/training-jobs/:job_id/${name}`);
const eventsPath = `${apiPrefix}/events/ws`;

type OpenSocket = (socket: WebSocket, request: FastifyRequest) => void;

export interface SocketFeeds {
  readonly jobFeed: JobFeed;
  readonly eventFeed: EventFeed;
}

export function registerSockets(server: FastifyInstance, { jobFeed, eventFeed }: SocketFeeds): void {
  refuseElsewhere(server);
  const openJob: OpenSocket = (socket, request) => {
    watchJob(socket, (request.params as Record<string, unknown>)['job_id'], jobFeed);
  };
  for (const url of jobPaths) registerSocket(server, url, openJob);
  registerSocket(server, eventsPath, (socket, request) => watchEvents(socket, request.query, eventFeed));
}

function refuseElsewhere(server: FastifyInstance): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const isMisplaced = request.ws && ![...jobPaths, eventsPath].includes(request.routeOptions.url ?? '');
    if (isMisplaced) done(new AppError('BAD_REQUEST', 'There is no WebSocket at this address'));
    else done();
  });
}

function registerSocket(server: FastifyInstance, url: string, wsHandler: OpenSocket): void {
  server.route({
    method: 'GET',
    url,
    exposeHeadRoute: false,
    wsHandler,
    handler: () => {
      throw new AppError('BAD_REQUEST', 'This address is a WebSocket: connect to it with ws://');
    },
  });
}

/** The WebSocket routes of a job. */
import type { FastifyInstance } from 'fastify';
import { AppError } from '../../../shared/domain/app-error.ts';
import type { JobFeed } from '../backend-interface.ts';
import { apiPrefix } from './register-operations.ts';
import { watchJob } from './watch-job.ts';

const socketPaths = ['ws', 'stream'].map((name) => `${apiPrefix}/training-jobs/:job_id/${name}`);

export function registerJobSockets(server: FastifyInstance, jobFeed: JobFeed): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const isMisplaced = request.ws && !socketPaths.includes(request.routeOptions.url ?? '');
    if (isMisplaced) done(new AppError('BAD_REQUEST', 'There is no WebSocket at this address'));
    else done();
  });
  for (const url of socketPaths) {
    server.route({
      method: 'GET',
      url,
      exposeHeadRoute: false,
      wsHandler: (socket, request) => {
        watchJob(socket, (request.params as Record<string, unknown>)['job_id'], jobFeed);
      },
      handler: () => {
        throw new AppError('BAD_REQUEST', 'This address is a WebSocket: connect to it with ws://');
      },
    });
  }
}

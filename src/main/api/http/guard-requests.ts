/** What every request passes before anything looks at it: who asks, with what right, for an address that exists. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../../shared/domain/app-error.ts';
import { bearerToken, type CheckToken } from './access-token.ts';
import { pathOf } from './error-answer.ts';
import { createKnownPaths, type KnownPaths } from './known-paths.ts';
import type { OriginCheck } from './origin-check.ts';
import { apiPrefix } from './register-operations.ts';
import { securityHeaders } from './response-headers.ts';

export interface Guards {
  readonly originCheck: OriginCheck;
  readonly checkToken: CheckToken;
}

/** Open to everybody on this machine even where a token is set: they tell nothing about anybody's data. */
const openPaths = new Set([`${apiPrefix}/health`, `${apiPrefix}/openapi.json`]);

/** Must be called before the routes are added, which it takes note of. */
export function guardRequests(server: FastifyInstance, guards: Guards): void {
  const knownPaths = createKnownPaths();
  server.addHook('onRoute', ({ method, url }) => {
    for (const one of [method].flat()) knownPaths.add(one, url);
  });
  server.addHook('onRequest', (request, reply, done) => {
    reply.headers(securityHeaders).header('x-trace-id', request.id);
    try {
      refuseTwoHosts(request);
      guards.originCheck.check(request.headers, !pathOf(request.url).startsWith(apiPrefix));
      if (request.is404) answerUnknown(request, reply, knownPaths);
      checkAccess(request, guards.checkToken);
    } catch (error) {
      done(error as Error);
      return;
    }
    if (!reply.sent) done();
  });
}

function checkAccess(request: FastifyRequest, checkToken: CheckToken): void {
  const path = request.routeOptions.url ?? '';
  if (!path.startsWith(apiPrefix) || openPaths.has(path)) return;
  checkToken(bearerToken(request.headers.authorization) ?? tokenOfSocket(request), request.raw.socket);
}

/** Node keeps the first; a proxy before us may have looked at the other. */
function refuseTwoHosts({ raw }: FastifyRequest): void {
  if ((raw.headersDistinct['host']?.length ?? 0) > 1) {
    throw new AppError('BAD_REQUEST', 'The request has more than one Host header');
  }
}

/** A browser's WebSocket cannot send headers, so it may carry the token in its address; nothing else may. */
function tokenOfSocket(request: FastifyRequest): string | undefined {
  if (!request.ws) return undefined;
  const { access_token: token } = request.query as Record<string, unknown>;
  return typeof token === 'string' ? token : undefined;
}

/** Before any body is read: an address that does not exist takes no type of body either. */
function answerUnknown(request: FastifyRequest, reply: FastifyReply, knownPaths: KnownPaths): void {
  const methods = knownPaths.methodsOf(pathOf(request.url));
  const isServed = methods.includes(request.method) && request.method !== 'OPTIONS';
  if (methods.length === 0 || isServed) throw unknownAddress(request);
  const allow = methods.join(', ');
  reply.header('allow', allow);
  if (request.method === 'OPTIONS') void reply.code(204).send();
  else {
    throw new AppError('METHOD_NOT_ALLOWED', `${request.method} is not possible here; allowed: ${allow}`);
  }
}

export const unknownAddress = ({ url }: FastifyRequest): AppError =>
  new AppError(
    'RESOURCE_NOT_FOUND',
    `There is nothing at ${pathOf(url).slice(0, 200)}; /docs lists what there is`,
  );

/** `/`: the interface as it was built, from our own disk. One page; its parts carry a hash in their names. */
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { stylingPagePolicy } from './response-headers.ts';

const forGood = 'public, max-age=31536000, immutable';

/** `folder` holds index.html and assets/. */
export function serveInterface(server: FastifyInstance, folder: string): void {
  server.register(fastifyStatic, {
    root: folder,
    prefix: '/',
    // A route for each file that is there, and none besides: an unknown address stays a 404.
    wildcard: false,
    decorateReply: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      reply.header('content-security-policy', stylingPagePolicy);
      if (/[\\/]assets[\\/]/.test(path)) reply.header('cache-control', forGood);
    },
  });
}

/** The API document, and `/docs`: the same to browse, with Swagger UI from our own disk and nothing from elsewhere. */
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
// As `npm run docs` made it, which a check holds to the code: making it anew at every start takes 30 ms.
import document from '../../../../docs/api/openapi.json?raw';
import { sendError } from './error-answer.ts';
import { unknownAddress } from './guard-requests.ts';
import page from './page/documentation.html?raw';
import script from './page/documentation.js?raw';
import { apiPrefix } from './register-operations.ts';
import { stylingPagePolicy } from './response-headers.ts';

const swaggerFiles = new Set(['/swagger-ui.css', '/swagger-ui-bundle.js']);

export function serveDocumentation(server: FastifyInstance): void {
  server.get(`${apiPrefix}/openapi.json`, (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(document),
  );
  serveText(server, '/docs', 'text/html; charset=utf-8', page);
  serveText(server, '/docs/documentation.js', 'text/javascript; charset=utf-8', script);
  server.register((scope, _options, done) => {
    // What cannot be the path of a file, as one that leads out of the folder, is an address where nothing is.
    scope.setErrorHandler((_error, request, reply) => sendError(unknownAddress(request), request, reply));
    scope.register(fastifyStatic, {
      root: join(fileURLToPath(import.meta.resolve('@fastify/swagger-ui')), '..', 'static'),
      prefix: '/docs/static/',
      decorateReply: false,
      index: false,
      allowedPath: (path) => swaggerFiles.has(path),
    });
    done();
  });
}

function serveText(server: FastifyInstance, url: string, type: string, text: string): void {
  server.get(url, (_request, reply) =>
    reply.header('content-security-policy', stylingPagePolicy).type(type).send(text),
  );
}

import type { FastifyInstance } from 'fastify';
import { restEndpoints } from '@atrium/workspace';
import type { RestParts } from '@atrium/workspace';
import { describeApi } from './describeApi.ts';
import { writeApiPage } from './writeApiPage.ts';

/** `GET /api/docs`: the REST API for people; `GET /api/docs/openapi.json`: for programs. */
export function addApiDocs(http: FastifyInstance, rest: RestParts): void {
  const description = describeApi(restEndpoints(rest));
  const json = JSON.stringify(description);
  const page = writeApiPage(description);
  http.get('/api/docs/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(json),
  );
  http.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}

import type { FastifyInstance } from 'fastify';
import type { Endpoint } from '@atrium/workspace';
import { describeApi } from './describeApi.ts';
import { writeApiPage } from './writeApiPage.ts';

/** `GET /api/docs`: the REST API for people; `GET /api/docs/openapi.json`: for programs. */
export function addApiDocs(http: FastifyInstance, endpoints: readonly Endpoint[]): void {
  const description = describeApi(endpoints);
  const json = JSON.stringify(description);
  const page = writeApiPage(description);
  http.get('/api/docs/openapi.json', (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(json),
  );
  http.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
}

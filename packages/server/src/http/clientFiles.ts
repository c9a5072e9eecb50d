import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { RestFailure } from './restFailure.ts';

/** Vite names these files after their content. */
const hashedFiles = /[\\/]assets[\\/][^\\/]+$/;
/** Addresses of the Client's page. */
const pages = [
  '/',
  '/w/:worldId',
  '/setup',
  '/sign-in',
  '/join',
  '/password',
  '/account',
  '/admin',
  '/admin/:section',
];
const yearSeconds = 365 * 24 * 60 * 60;

/**
 * Serves the Client: its page at `/` and at the address of every World, its files beside it.
 *
 * @param clientFolder what was built; this and the next may be relative paths
 * @param keptFolder parts of earlier versions, for pages that are still open (`keepClientFiles`)
 * @returns sends the page to whatever address
 */
export async function addClientFiles(
  http: FastifyInstance,
  clientFolder: string,
  keptFolder?: string,
): Promise<(reply: FastifyReply) => FastifyReply> {
  const isBuilt = existsSync(join(clientFolder, 'index.html'));
  if (isBuilt) {
    const own = resolve(clientFolder);
    await http.register(fastifyStatic, {
      root: keptFolder === undefined ? own : [own, resolve(keptFolder)],
      // Of what is kept, the parts alone.
      allowedPath: (path, root) => root === own || hashedFiles.test(path),
      index: false,
      // The build puts `.br` and `.gz` beside what compresses well.
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        reply.header(
          'Cache-Control',
          hashedFiles.test(path) ? `public, max-age=${yearSeconds}, immutable` : 'no-cache',
        );
      },
    });
  }
  const sendPage = (reply: FastifyReply) => {
    if (isBuilt) return reply.sendFile('index.html');
    throw new RestFailure('not_found', { message: 'The Client has not been built. Run "npm start".' });
  };
  for (const address of pages) http.get(address, (_request, reply) => sendPage(reply));
  for (const address of ['/guide', '/guide/'])
    http.get(address, (_request, reply) => reply.redirect('/guide/index.html'));
  return sendPage;
}

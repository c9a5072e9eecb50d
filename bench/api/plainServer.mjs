// What an asset server is compared with: fastify and its plugin for static files, with nothing else.
import fastifyStatic from '@fastify/static';
import fastify from 'fastify';

const { BENCH_FOLDER: root, BENCH_PORT: port } = process.env;
const http = fastify();
await http.register(fastifyStatic, {
  root,
  prefix: '/files/',
  immutable: true,
  maxAge: '1y',
  preCompressed: true,
});
await http.listen({ host: '127.0.0.1', port: Number(port) });
process.on('disconnect', () => process.exit(0));

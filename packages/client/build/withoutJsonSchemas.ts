import type { Plugin } from 'vite';

/**
 * Where zod keeps what describes a schema as JSON Schema. The server's list of endpoints is made with it; the Client
 * never describes a schema, and its bundler cannot know.
 */
const describers = /[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/;

/** What other parts of zod take from there by name. */
const nothingToDescribe = 'export const allProcessors = {}; export const toJSONSchema = undefined;';

/** Leaves what the Client never calls out of zod: 3 KB that people would wait for. */
export function withoutJsonSchemas(): Plugin {
  return {
    name: 'atrium-without-json-schemas',
    apply: 'build',
    enforce: 'pre',
    load: (id) => (describers.test(id) ? nothingToDescribe : undefined),
  };
}

import type { Plugin } from 'vite';

const zodCore = /[\\/]zod[\\/]v4[\\/]core[\\/]core\.js$/;

/**
 * Keeps zod from compiling checks with `new Function`, which the content security policy refuses. It is set within zod
 * itself: modules of the Client run in an order that its bundler decides, and a schema may be made in the first of them.
 */
export function withoutCodeGeneration(): Plugin {
  return {
    name: 'atrium-without-code-generation',
    apply: 'build',
    transform: {
      filter: { id: zodCore },
      handler: (code) => ({ code: `${code}\nglobalConfig.jitless = true;\n`, map: null }),
    },
  };
}

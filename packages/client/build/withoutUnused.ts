import type { Plugin } from 'vite';

/** A part of a library that no code of the Client reaches, though its bundler cannot know. */
interface UnusedPart {
  readonly module: RegExp;
  /** What others import from there by name. */
  readonly instead: string;
}

/** An extension that PixiJS registers by its name, and that nothing asks for. */
function emptyExtension(className: string, type: string, name: string): string {
  return `export class ${className} {} ${className}.extension = { type: ['${type}'], name: '${name}' };`;
}

const unusedParts: readonly UnusedPart[] = [
  // Describes schemas as JSON Schema, for the server's list of endpoints.
  {
    module: /[\\/]zod[\\/]v4[\\/]core[\\/]json-schema-processors\.js$/,
    instead: 'export const allProcessors = {}; export const toJSONSchema = undefined;',
  },
  // The World is made of sprites alone: no `Graphics`, whose shapes are made into triangles and read from SVG; no masks.
  {
    module: /[\\/]pixi\.js[\\/]lib[\\/]scene[\\/]graphics[\\/]canvas[\\/]CanvasGraphicsAdaptor\.mjs$/,
    instead: emptyExtension('CanvasGraphicsAdaptor', 'canvas-pipes-adaptor', 'graphics'),
  },
  {
    module: /[\\/]pixi\.js[\\/]lib[\\/]scene[\\/]graphics[\\/]gl[\\/]GlGraphicsAdaptor\.mjs$/,
    instead: emptyExtension('GlGraphicsAdaptor', 'webgl-pipes-adaptor', 'graphics'),
  },
  {
    module: /[\\/]pixi\.js[\\/]lib[\\/]rendering[\\/]mask[\\/]stencil[\\/]CanvasStencilMaskPipe\.mjs$/,
    instead: emptyExtension('CanvasStencilMaskPipe', 'canvas-pipes', 'stencilMask'),
  },
  // Sheets of sprites are files; every texture is drawn by the page.
  { module: /[\\/]pixi\.js[\\/]lib[\\/]spritesheet[\\/]init\.mjs$/, instead: '' },
];

/** Leaves out what the Client never calls of its libraries: people would wait for it. */
export function withoutUnused(): Plugin {
  return {
    name: 'atrium-without-unused',
    apply: 'build',
    enforce: 'pre',
    load: (id) => unusedParts.find(({ module }) => module.test(id))?.instead,
  };
}

import { Ticker, isWebGLSupported } from 'pixi.js';
import type { Container } from 'pixi.js';
import { untilFetched } from '../api/untilFetched.ts';
import type { Log } from '../log/log.ts';
import type { Patch, paintPatches } from './patchPainter.ts';

export type RendererChoice = 'auto' | 'webgl' | 'canvas';

/** The drawing surface in the page. */
export interface Surface {
  readonly kind: 'webgl' | 'canvas';
  readonly canvas: HTMLCanvasElement;
  /** Sizes it, in CSS px and device px per CSS px. */
  resize(width: number, height: number, devicePixelRatio: number): void;
  /** Fills what nothing is drawn on with a colour, as 0xRRGGBB, from the next drawing on. */
  setBackground(colour: number): void;
  draw(stage: Container): void;
  /** Draws only some parts of the canvas anew, where that is cheaper than all of it. */
  drawPatches(stage: Container, patches: readonly Patch[], paint: typeof paintPatches): void;
  destroy(): void;
}

/** Names under which WebGL without a graphics card goes. */
const emulatedRenderer = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Without a graphics card WebGL is emulated, which costs several times as much as a 2D canvas. */
function isWebGLEmulated(): boolean {
  const context = document.createElement('canvas').getContext('webgl');
  if (context === null) return true;
  const info = context.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = context.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? context.RENDERER);
  context.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' && emulatedRenderer.test(name);
}

function kindFor(choice: RendererChoice): 'webgl' | 'canvas' {
  if (choice === 'canvas' || !isWebGLSupported(choice === 'auto')) return 'canvas';
  return choice === 'auto' && isWebGLEmulated() ? 'canvas' : 'webgl';
}

const fetchWebGL = () => untilFetched(() => import('./webglRenderer.ts'));
const fetchCanvas = () => untilFetched(() => import('./canvasRenderer.ts'));

/** Begins to fetch the renderer that will be used, and only that one. */
export function fetchRendererAhead(choice: RendererChoice, log: Log): void {
  const fetching = kindFor(choice) === 'webgl' ? fetchWebGL() : fetchCanvas();
  fetching.catch((cause: unknown) =>
    log.swallowed('The renderer is fetched again when the surface is made', cause),
  );
}

async function newRenderer(kind: Surface['kind']) {
  return kind === 'webgl'
    ? new (await fetchWebGL()).WebGLRenderer()
    : new (await fetchCanvas()).CanvasRenderer();
}

/** Makes the surface and puts it into its host. Throws where the browser can draw neither way. */
export async function createSurface(host: HTMLElement, choice: RendererChoice): Promise<Surface> {
  // PixiJS would run this ticker for ever to collect unused textures; here they are freed where they are made.
  Ticker.system.autoStart = false;
  Ticker.system.stop();
  const kind = kindFor(choice);
  const canvas = document.createElement('canvas');
  canvas.style.display = 'block';
  // What it shows is told in words elsewhere.
  canvas.setAttribute('aria-hidden', 'true');
  const renderer = await newRenderer(kind);
  await renderer.init({
    canvas,
    width: 1,
    height: 1,
    resolution: 1,
    antialias: false,
    skipExtensionImports: true,
    gcActive: false,
  });
  host.append(canvas);
  let background = 0;
  return {
    kind,
    canvas,
    resize(width, height, devicePixelRatio) {
      renderer.resize(
        Math.max(1, Math.round(width * devicePixelRatio)),
        Math.max(1, Math.round(height * devicePixelRatio)),
      );
      canvas.style.width = `${width}px`;
      canvas.style.height = `${height}px`;
    },
    setBackground(colour) {
      background = colour;
      renderer.background.color = colour;
    },
    draw(stage) {
      renderer.render({ container: stage });
    },
    drawPatches(stage, patches, paint) {
      const context = kind === 'canvas' ? canvas.getContext('2d') : null;
      if (context === null) renderer.render({ container: stage });
      else paint(context, stage, patches, background);
    },
    destroy() {
      renderer.destroy({ removeView: true });
    },
  };
}

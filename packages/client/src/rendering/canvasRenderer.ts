import { CanvasRenderer } from 'pixi.js';

// Every renderer of PixiJS asks for `pixi.js/unsafe-eval` where the content security policy forbids `eval`. This one
// compiles nothing, so it goes without those shaders (6 KB); they override the same method.
Object.assign(CanvasRenderer.prototype, { _unsafeEvalCheck: () => undefined });

export { CanvasRenderer };

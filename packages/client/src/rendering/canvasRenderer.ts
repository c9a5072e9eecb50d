// PixiJS asks for it with every renderer where the content security policy forbids `eval`.
import 'pixi.js/unsafe-eval';

export { CanvasRenderer } from 'pixi.js';

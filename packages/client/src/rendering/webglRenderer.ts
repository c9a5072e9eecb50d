// Shaders without `eval`, which the content security policy forbids.
import 'pixi.js/unsafe-eval';

export { WebGLRenderer } from 'pixi.js';

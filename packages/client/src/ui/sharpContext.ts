const highestPixelRatio = 3;

/** Gives a canvas a size in CSS px, sharp on every screen; drawing on it then counts in CSS px. */
export function sharpContext(
  canvas: HTMLCanvasElement,
  size: { readonly width: number; readonly height: number },
): CanvasRenderingContext2D | undefined {
  const ratio = Math.min(window.devicePixelRatio || 1, highestPixelRatio);
  canvas.width = Math.ceil(size.width * ratio);
  canvas.height = Math.ceil(size.height * ratio);
  canvas.style.width = `${size.width}px`;
  canvas.style.height = `${size.height}px`;
  const context = canvas.getContext('2d') ?? undefined;
  context?.setTransform(ratio, 0, 0, ratio, 0, 0);
  return context;
}

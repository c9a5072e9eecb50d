/** An uploaded image, ready to be drawn. */
export interface LoadedImage {
  readonly source: CanvasImageSource;
  /** In px; only their ratio matters. */
  readonly width: number;
  readonly height: number;
}

/** Where the server delivers images from. */
const path = '/asset/';

/** The images that a World names, fetched when they are first asked for. */
export class AssetImages {
  private readonly images = new Map<string, LoadedImage | 'missing' | undefined>();
  private readonly arrived: () => void;

  /** @param arrived told when an image has come, or cannot be had */
  constructor(arrived: () => void) {
    this.arrived = arrived;
  }

  /** @returns `undefined` while it is on its way */
  get(file: string): LoadedImage | 'missing' | undefined {
    if (!this.images.has(file)) {
      this.images.set(file, undefined);
      this.load(file);
    }
    return this.images.get(file);
  }

  /** File names of those that cannot be had. */
  missing(): ReadonlySet<string> {
    return new Set([...this.images].flatMap(([file, image]) => (image === 'missing' ? [file] : [])));
  }

  private load(file: string): void {
    const image = new Image();
    const settle = (result: LoadedImage | 'missing') => {
      this.images.set(file, result);
      this.arrived();
    };
    image.addEventListener('load', () => {
      const { naturalWidth: width, naturalHeight: height } = image;
      settle(width > 0 && height > 0 ? { source: image, width, height } : 'missing');
    });
    image.addEventListener('error', () => settle('missing'));
    image.src = `${path}${file}`;
  }
}

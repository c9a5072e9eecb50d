import type { ShownVideo } from '../../media/mediaControl.ts';

interface ShownPlace {
  readonly video: ShownVideo;
  /** Whether it is seen while the tab is hidden, as a small window of its own is. */
  readonly outsideOfTab: boolean;
}

/** What of others is on the screen at this moment, gathered from everything that shows it. */
export class ShownVideos {
  readonly #tell: (shown: readonly ShownVideo[]) => void;
  readonly #soon: (run: () => void) => void;
  readonly #places = new Map<object, ShownPlace>();
  #isTabHidden = false;
  #isTelling = false;
  #told = '[]';

  /**
   * @param tell told whenever something else is shown, or in another size
   * @param soon runs something a moment later: what changes together is told once
   */
  constructor(tell: (shown: readonly ShownVideo[]) => void, soon: (run: () => void) => void) {
    this.#tell = tell;
    this.#soon = soon;
  }

  /** @param place names what shows it; `video` is `undefined` when it no longer does */
  show(place: object, video: ShownVideo | undefined, outsideOfTab = false): void {
    if (video === undefined || video.widthPx < 1 || video.heightPx < 1) this.#places.delete(place);
    else this.#places.set(place, { video, outsideOfTab });
    this.#tellSoon();
  }

  setTabHidden(isHidden: boolean): void {
    this.#isTabHidden = isHidden;
    this.#tellSoon();
  }

  #tellSoon(): void {
    if (this.#isTelling) return;
    this.#isTelling = true;
    this.#soon(() => {
      this.#isTelling = false;
      const shown = this.#largest();
      const key = JSON.stringify(shown);
      if (key === this.#told) return;
      this.#told = key;
      this.#tell(shown);
    });
  }

  /** Each video once, as large as it is shown anywhere. */
  #largest(): readonly ShownVideo[] {
    const largest = new Map<string, ShownVideo>();
    for (const { video, outsideOfTab } of this.#places.values()) {
      if (this.#isTabHidden && !outsideOfTab) continue;
      const key = `${video.source} ${video.personId}`;
      const before = largest.get(key);
      if (before === undefined || before.widthPx < video.widthPx) largest.set(key, video);
    }
    return [...largest.values()];
  }
}

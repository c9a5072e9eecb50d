import { createStore } from 'zustand/vanilla';
import type { StoreApi } from 'zustand/vanilla';
import type { Log } from '../log/log.ts';
import { en } from './en.ts';
import type { Strings } from './en.ts';
import { loadStrings } from './languages.ts';
import type { Language } from './languages.ts';

/** The texts of the page: those of the language chosen last whose texts have arrived. */
export class ShownStrings {
  readonly store: StoreApi<{ readonly strings: Strings }> = createStore(() => ({ strings: en }));
  readonly #log: Log;
  #wished: Language = 'en';

  constructor(log: Log) {
    this.#log = log;
  }

  /** Shows the texts of a language once they are there; where they cannot be had, the page keeps those it has. */
  async show(language: Language): Promise<void> {
    this.#wished = language;
    try {
      const strings = await loadStrings(language);
      if (this.#wished === language) this.store.setState({ strings });
    } catch (cause) {
      this.#log.swallowed('The texts of a language did not arrive: the page keeps those it has', cause);
    }
  }
}

/** How a thread begins. */
export interface ThreadStart {
  /** JavaScript that Node runs. */
  readonly file: URL;
  /** The TypeScript that it runs in turn, as an address; `undefined` where it was built. */
  readonly source: string | undefined;
}

/** @param name of a file in this folder, which the build makes a file of its own beside the server */
export function threadStart(name: string): ThreadStart {
  if (!import.meta.url.endsWith('.ts')) {
    return { file: new URL(`./${name}.js`, import.meta.url), source: undefined };
  }
  return {
    file: new URL('./fromSource.mjs', import.meta.url),
    source: new URL(`./${name}.ts`, import.meta.url).href,
  };
}

/**
 * Where a thread begins: JavaScript that Node runs, which the build makes beside the server. A server that runs from its
 * source, as in tests, has its threads from the build as well.
 *
 * @param name of a TypeScript file in this folder
 */
export function threadFile(name: string): URL {
  const built = import.meta.url.endsWith('.ts') ? '../../dist/' : './';
  return new URL(`${built}${name}.js`, import.meta.url);
}

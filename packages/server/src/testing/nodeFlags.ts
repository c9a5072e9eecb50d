/**
 * For Node, where a test runs Atrium as a program: the embedded database, which is WebAssembly, is run as it is first
 * compiled. To optimise it takes longer than all that a test asks of it.
 */
export const nodeFlags: readonly string[] = ['--liftoff-only'];

/**
 * How much of a thing a test does: more where `npm run test:long` runs it (`ATRIUM_TEST_LONG=1`). For fuzz, which finds
 * more the longer it looks; what a short run does has to pin the rule by itself.
 *
 * @returns `long` in a long run, else `usually`
 */
export function inLongRuns<Value>(long: Value, usually: Value): Value {
  return process.env['ATRIUM_TEST_LONG'] === '1' ? long : usually;
}

/** Seeds 1 to `count`, for a fuzz test to be run with each. */
export function seedsUpTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

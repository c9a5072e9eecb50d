import { closest, distance } from 'fastest-levenshtein';
import { environmentDefaults } from './environmentDefaults.ts';

/** Read by the scripts and tests, and not by the server. */
const ofScripts = [
  'ATRIUM_CHROMIUM',
  'ATRIUM_DEV_SERVER',
  'ATRIUM_FIREFOX',
  'ATRIUM_HEADLESS_SHELL',
  'ATRIUM_WEBKIT_DRIVER',
  'ATRIUM_XVFB',
  'ATRIUM_CADDY',
  'ATRIUM_HAPROXY',
  'ATRIUM_NGINX',
  'ATRIUM_PEBBLE',
  'ATRIUM_POSTGRES_BIN',
  'ATRIUM_TURNSERVER',
];
const testPrefix = 'ATRIUM_TEST_';
/** More differences than this share of a name are another name. */
const mostDifferent = 0.34;

/**
 * One sentence for each variable that looks like a setting and is none. They are no reason not to start: a setting of a
 * newer version must not keep an older one from starting.
 */
export function findUnknownVariables(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] {
  const known = Object.keys(environmentDefaults).filter((name) => name.startsWith('ATRIUM_'));
  const isKnown = (name: string) =>
    known.includes(name) || ofScripts.includes(name) || name.startsWith(testPrefix);
  return Object.keys(environment)
    .filter((name) => /^atrium_/i.test(name) && !isKnown(name))
    .map((name) => {
      const nearest = closest(name.toUpperCase(), known);
      const isNear = distance(name.toUpperCase(), nearest) <= name.length * mostDifferent;
      const hint = isNear ? `Did you mean ${nearest}?` : 'See docs/host/configuration.md.';
      return `${name} is not a setting of Atrium, and changes nothing. ${hint}`;
    });
}

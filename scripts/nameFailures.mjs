import { relative } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { inRoot } from './setup/paths.mjs';

/** One line for each failed test of Vitest's JSON report: file, title, first line of the error. */
export function nameVitestFailures(report) {
  return (report?.testResults ?? []).flatMap(({ name, message, assertionResults, status }) => {
    const file = relative(inRoot(), name);
    const failed = assertionResults.filter((one) => one.status === 'failed');
    // A file that cannot be loaded has no tests.
    if (failed.length === 0 && status === 'failed') return [lineOf(file, '', message)];
    return failed.map(({ fullName, failureMessages }) => lineOf(file, fullName, failureMessages[0]));
  });
}

/** The same for Playwright's JSON report. */
export function namePlaywrightFailures(report) {
  const specsOf = ({ specs = [], suites = [] }) => [...specs, ...suites.flatMap(specsOf)];
  const specs = specsOf(report ?? {}).filter(({ ok }) => !ok);
  const ofSpecs = specs.map(({ file, title, tests }) => {
    const errors = tests.flatMap(({ results }) => results.flatMap((result) => result.errors));
    return lineOf(`e2e/${file}`, title, errors[0]?.message);
  });
  return [...ofSpecs, ...(report?.errors ?? []).map(({ message }) => lineOf('e2e', '', message))];
}

/** @param output everything that a failed check has said */
export function nameCheckFailure({ name, output }) {
  return lineOf(name, '', output);
}

function lineOf(where, title, error = 'no error was reported') {
  const [first = ''] = stripVTControlCharacters(error)
    .split('\n')
    .filter((line) => line.trim() !== '');
  return [where, title, first.trim().slice(0, 300)].filter((part) => part !== '').join(' › ');
}

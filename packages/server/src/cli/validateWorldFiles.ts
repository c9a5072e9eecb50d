import { readFile } from 'node:fs/promises';
import { parseWorld } from '@atrium/world';
import type { WorldIssue } from '@atrium/world';
import type { Surroundings } from '../platform/surroundings.ts';

/** A WorldIssue by its place in the file, or that the file itself cannot be read. */
interface FileIssue {
  readonly path: string;
  readonly code: string;
  readonly message: string;
}

interface FileReport {
  readonly file: string;
  readonly valid: boolean;
  readonly errors: readonly FileIssue[];
  readonly warnings: readonly FileIssue[];
}

/**
 * Checks World files and prints what is wrong with each.
 *
 * @returns the exit code: 0 where every file is valid (warnings or not), else 1
 */
export async function validateWorldFiles(
  files: readonly string[],
  format: 'text' | 'json',
  { print }: Pick<Surroundings, 'print'>,
): Promise<number> {
  const reports: FileReport[] = [];
  for (const file of files) reports.push(await validateWorldFile(file));
  if (format === 'json') print(JSON.stringify({ files: reports }, undefined, 2));
  else for (const report of reports) print(describe(report));
  return reports.every((report) => report.valid) ? 0 : 1;
}

async function validateWorldFile(file: string): Promise<FileReport> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const unreadable = { path: '', code: 'file-unreadable', message: `This file cannot be read: ${message}` };
    return { file, valid: false, errors: [unreadable], warnings: [] };
  }
  const parsed = parseWorld(bytes);
  const errors = parsed.ok ? [] : parsed.errors;
  return { file, valid: parsed.ok, errors: errors.map(inFile), warnings: parsed.warnings.map(inFile) };
}

/** What it is about in the World is for editors; the path says where it is in the file. */
function inFile({ path, code, message }: WorldIssue): FileIssue {
  return { path, code, message };
}

function describe({ file, valid, errors, warnings }: FileReport): string {
  const counts = [count(errors.length, 'error'), count(warnings.length, 'warning')].filter(
    (text) => text !== '',
  );
  const verdict = valid ? 'valid' : 'not valid';
  return [
    `${file}: ${[verdict, ...counts].join(', ')}`,
    ...errors.map((issue) => `  error    ${describeIssue(issue)}`),
    ...warnings.map((issue) => `  warning  ${describeIssue(issue)}`),
  ].join('\n');
}

function describeIssue({ path, message }: FileIssue): string {
  return path === '' ? message : `${path}: ${message}`;
}

function count(number: number, noun: string): string {
  if (number === 0) return '';
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

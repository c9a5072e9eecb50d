import type { Log } from '../../log/log.ts';
import { importLimits } from './importReport.ts';
import type { ImportFile, ImportOptions, ImportResult } from './importReport.ts';

/** How long an import may take, in ms; the largest map takes some seconds. */
const longestMs = 60_000;

/** Opens files that a person has chosen, in a Worker: a map of 64 MB takes as long as it takes, and the page goes on. */
export async function importChosen(
  chosen: readonly File[],
  options: ImportOptions,
  log: Log,
): Promise<ImportResult> {
  // Before they are read: what is too large is not to fill the memory.
  if (chosen.length > importLimits.files) return { ok: false, reason: { code: 'too-many-files' } };
  if (chosen.reduce((sum, { size }) => sum + size, 0) > importLimits.bytes)
    return { ok: false, reason: { code: 'files-too-large' } };
  const files = await Promise.all(chosen.map(readFile));
  return inWorker(files, options, log);
}

async function readFile(file: File): Promise<ImportFile> {
  return { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) };
}

function inWorker(files: readonly ImportFile[], options: ImportOptions, log: Log): Promise<ImportResult> {
  const worker = new Worker(new URL('./importWorker.ts', import.meta.url), { type: 'module' });
  let timer: ReturnType<typeof setTimeout> | undefined;
  const result = new Promise<ImportResult>((resolve) => {
    const stop = () => {
      log.warn('An import was stopped: its Worker failed, or took too long');
      resolve({ ok: false, reason: { code: 'stopped' } });
    };
    timer = setTimeout(stop, longestMs);
    worker.onmessage = ({ data }: MessageEvent<ImportResult>) => resolve(data);
    worker.onerror = stop;
    worker.onmessageerror = stop;
    worker.postMessage({ files, options });
  });
  return result.finally(() => {
    clearTimeout(timer);
    worker.terminate();
  });
}

import { createNewIds } from '@atrium/world';
import { importFiles } from './importFiles.ts';
import type { ImportFile, ImportOptions } from './importReport.ts';

const nothing = { zones: [], doors: [], passages: [], objects: [], spawnPoints: [] };

// One import: the page ends this Worker with the answer.
addEventListener(
  'message',
  ({ data }: MessageEvent<{ readonly files: readonly ImportFile[]; readonly options: ImportOptions }>) => {
    const newId = createNewIds({ groundZone: { id: 'ground', name: '' }, ...nothing }, Math.random);
    // A fault of the program: the page hears of it as one of this Worker.
    importFiles(data.files, data.options, { newId, nowMs: Date.now() }).then(postMessage, reportError);
  },
);

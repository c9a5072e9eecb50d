import type { Registry } from 'prom-client';
import type { ReadSfuFigures, SfuFigures } from '../media/runSfu.ts';
import { addGauge, addTotal } from './figures.ts';

/** The figures of an SFU: the same whether it is in the server or a process of its own. */
export function addSfuFigures(registry: Registry, figures: ReadSfuFigures): void {
  addTotal(registry, 'atrium_sfu_cpu_seconds_total', 'CPU time of all workers of the SFU.', async () => {
    const read = await figures();
    return read && read.cpuMs / 1000;
  });
  const gauge = (name: string, help: string, of: (read: SfuFigures) => number) =>
    addGauge(registry, name, help, async (shown) => {
      const read = await figures();
      // An SFU that does not answer has no workers that anybody could use.
      shown.set(read === undefined ? 0 : of(read));
    });
  const sum = (field: 'rooms' | 'members' | 'consumers') => (read: SfuFigures) =>
    read.workers.reduce((total, worker) => total + worker[field], 0);
  gauge('atrium_sfu_workers', 'Workers of the SFU that run.', ({ workers }) => workers.length);
  gauge('atrium_sfu_rooms', 'Zones that the SFU serves.', sum('rooms'));
  gauge('atrium_sfu_members', 'People connected with the SFU.', sum('members'));
  gauge('atrium_sfu_consumers', 'Sounds and pictures that the SFU forwards.', sum('consumers'));
}

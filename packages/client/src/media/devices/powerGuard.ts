import type { Log } from '../../log/log.ts';
import { findBattery } from './battery.ts';
import type { Battery } from './battery.ts';

/** The parts of the Compute Pressure API (W3C) that are used; few browsers have it. */
interface Pressure {
  readonly state: 'nominal' | 'fair' | 'serious' | 'critical';
}
interface PressureWatch {
  observe(source: 'cpu', options: { readonly sampleInterval: number }): Promise<void>;
  disconnect(): void;
}
type PressureObserverClass = new (listener: (records: readonly Pressure[]) => void) => PressureWatch;

/** Below this a battery that is not being charged counts as asked to be spared. */
const lowBattery = 0.15;
const sampleMs = 2_000;
/** So many samples in a row, half a minute: neither a page that loads nor a build in the background is an emergency. */
const criticalSamples = 15;

/**
 * Notices when the camera should stop for the sake of the machine: the browser freezes the page, the page is hidden
 * while the battery is low, or the processor is overloaded for a while. To be called when the camera is switched on:
 * watching the processor costs some of it.
 *
 * @param signal ends watching
 */
export function guardPower(pause: (by: 'power' | 'cpu') => void, log: Log, signal: AbortSignal): void {
  if (signal.aborted) return;
  let battery: Battery | undefined;
  const spare = () => {
    if (document.hidden && battery !== undefined && !battery.charging && battery.level <= lowBattery)
      pause('power');
  };
  document.addEventListener('freeze', () => pause('power'), { signal });
  document.addEventListener('visibilitychange', spare, { signal });
  void findBattery(log).then((found) => {
    battery = found;
    found?.addEventListener('levelchange', spare, { signal });
  });
  const stopPressure = watchPressure(() => pause('cpu'), log);
  signal.addEventListener('abort', stopPressure);
}

function watchPressure(overloaded: () => void, log: Log): () => void {
  const { PressureObserver } = window as Window & { PressureObserver?: PressureObserverClass };
  if (PressureObserver === undefined) return () => undefined;
  let inARow = 0;
  const observer = new PressureObserver((records) => {
    for (const { state } of records) inARow = state === 'critical' ? inARow + 1 : 0;
    if (inARow >= criticalSamples) overloaded();
  });
  observer
    .observe('cpu', { sampleInterval: sampleMs })
    .catch((cause: unknown) => log.swallowed('The load of the processor is hidden from the page', cause));
  return () => observer.disconnect();
}

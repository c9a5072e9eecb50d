import type { Log } from '../../log/log.ts';

/** The part of the Battery Status API (W3C) that is used; few browsers have it. */
export interface Battery extends EventTarget {
  readonly charging: boolean;
  /** 0 to 1. */
  readonly level: number;
}

/** The battery of this device; `undefined` where the browser tells nothing of it. */
export async function findBattery(log: Log): Promise<Battery | undefined> {
  const { getBattery } = navigator as Navigator & { getBattery?: () => Promise<Battery> };
  try {
    return await getBattery?.call(navigator);
  } catch (cause) {
    log.swallowed('The battery is hidden from the page: nothing is known of it', cause);
    return undefined;
  }
}

/** Tells whether the device runs on its battery, now and whenever that changes. */
export function followBattery(told: (isOnBattery: boolean) => void, log: Log, signal: AbortSignal): void {
  void findBattery(log).then((battery) => {
    if (battery === undefined || signal.aborted) return;
    const tell = () => told(!battery.charging);
    battery.addEventListener('chargingchange', tell, { signal });
    if (!battery.charging) tell();
  });
}

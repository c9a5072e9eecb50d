import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** A figure that is read when it is asked for. */
export function addGauge<Label extends string>(
  registry: Registry,
  name: string,
  help: string,
  read: (gauge: Gauge<Label>) => void | Promise<void>,
  labelNames: Label[] = [],
): void {
  new Gauge({
    name,
    help,
    labelNames,
    registers: [registry],
    async collect() {
      await read(this);
    },
  });
}

/** Something that is counted elsewhere. @param read `undefined`: it is not known now */
export function addTotal(
  registry: Registry,
  name: string,
  help: string,
  read: () => Promise<number | undefined>,
): void {
  new Counter({
    name,
    help,
    registers: [registry],
    async collect() {
      const total = await read();
      if (total === undefined) return;
      this.reset();
      this.inc(total);
    },
  });
}

import { materials, shade } from '../palette.ts';
import type { Style } from './objectStyle.ts';
import { box, panel, type Part } from './solid.ts';

/** A sideboard with two doors and drawers between them. */
export function cabinetParts({ colour = materials.oak }: Style): Part[] {
  const front = shade(colour, 1.06);
  const door = (u: number, handle: number) => [
    panel('front', [u, 5], [u + 0.56, 21.5], front),
    panel('front', [handle, 12], [handle + 0.04, 16], materials.graphite),
  ];
  const drawer = (low: number) => [
    panel('front', [0.72, low], [1.28, low + 4.7], front),
    panel('front', [0.93, low + 2], [1.07, low + 3], materials.graphite),
  ];
  return [
    box({ x: [0.1, 1.9], y: [0.24, 0.84], z: [0, 3] }, materials.graphite),
    box({ x: [0.04, 1.96], y: [0.18, 0.88], z: [3, 23] }, colour, {
      inlays: [...door(0.1, 0.58), ...door(1.34, 1.38), ...drawer(5), ...drawer(10.8), ...drawer(16.6)],
    }),
    box({ x: [0.02, 1.98], y: [0.16, 0.9], z: [23, 25] }, shade(colour, 1.04)),
  ];
}

import { Container } from 'pixi.js';
import type { Plate } from './plateStacking.ts';
import { nameScaleOf, PlatePainter } from './nameLabel.ts';
import type { PlateText } from './nameLabel.ts';
import { layOutNames, nearestShown, orderNames } from './nameLayout.ts';
import type { Head } from './nameLayout.ts';
import { leaderWidthPx, NamePlate } from './namePlate.ts';

/** Air around a name, and how far up one moves at most where many stand together, in px of a plate. */
const gapPx = 2;
const highestPx = 120;
const highestAskedForPx = 320;
/** A name that had to become a dot comes back after this time at the earliest, in ms: it does not flicker. */
const dropMs = 700;

/** Somebody whose name is to be shown. Places are in device px from the picture's origin. */
export interface NamedPerson extends Head {
  readonly plate: NamePlate;
  readonly isSelf: boolean;
  /** From oneself, in tiles. */
  readonly distance: number;
  /** Hovered, speaking or searched for. */
  readonly isAskedFor: boolean;
}

/** The names over the heads. */
export class NameViews {
  /** Names, in device px from the picture's origin. */
  readonly container = new Container();
  readonly painter: PlatePainter;
  private readonly reducedMotion: boolean;
  private readonly signs: () => readonly Plate[];
  private arrangedAtMs = 0;
  private move = false;
  private comesBackInMs = Infinity;

  /**
   * @param scale device px per px at zoom 1
   * @param signs the signs that are shown
   */
  constructor(
    scale: number,
    devicePixelRatio: number,
    reducedMotion: boolean,
    signs: () => readonly Plate[],
  ) {
    this.painter = new PlatePainter(nameScaleOf(scale, devicePixelRatio));
    this.reducedMotion = reducedMotion;
    this.signs = signs;
  }

  create(text: PlateText): NamePlate {
    return new NamePlate(this.container, this.painter, text);
  }

  /** Goes over to another zoom (device px per px at zoom 1); every plate is to be hung again. */
  setScale(scale: number, devicePixelRatio: number): void {
    this.painter.setSize(nameScaleOf(scale, devicePixelRatio));
  }

  /** Whether a name is on its way. */
  get isMoving(): boolean {
    return this.move;
  }

  /** In how many ms a name may be shown again that had to become a dot; `Infinity` where there is none. */
  get changesInMs(): number {
    return this.comesBackInMs;
  }

  /** Hangs the names of all who are in view, the nearest to the viewer first. Returns whether one has moved. */
  arrange(people: readonly NamedPerson[], nowMs: number): boolean {
    const elapsedMs = nowMs - this.arrangedAtMs;
    this.arrangedAtMs = nowMs;
    this.comesBackInMs = Infinity;
    const { ratio, height, dotSize } = this.painter;
    const order = orderNames(people.map((person) => ({ ...person, wasFull: person.plate.isFull })));
    const places = layOutNames(
      order.map((person) => ({
        ...person,
        width: person.plate.width,
        height,
        dotSize,
        isFull: isAsked(person) || this.mayComeBack(person.plate, nowMs),
        isAskedFor: isAsked(person),
        shiftBefore: person.plate.shift,
      })),
      this.signs().map(({ left, bottom, width, height: tall }) => ({
        left,
        top: bottom - tall,
        right: left + width,
        bottom,
      })),
      {
        gap: gapPx * ratio,
        highest: highestPx * ratio,
        highestAskedFor: highestAskedForPx * ratio,
        leaderWidth: leaderWidthPx * ratio,
        most: nearestShown,
      },
    );
    let changed = false;
    this.move = false;
    order.forEach(({ plate }, index) => {
      const target = places[index];
      if (target === undefined) return;
      const outcome = plate.hang(target, nowMs, elapsedMs, this.reducedMotion);
      if (outcome === 'moves') this.move = true;
      if (outcome !== 'stays') changed = true;
    });
    return changed;
  }

  destroy(): void {
    this.painter.destroy();
    this.container.destroy();
  }

  private mayComeBack({ droppedMs }: NamePlate, nowMs: number): boolean {
    const restMs = droppedMs + dropMs - nowMs;
    if (restMs > 0) this.comesBackInMs = Math.min(this.comesBackInMs, restMs);
    return restMs <= 0;
  }
}

function isAsked({ isSelf, isAskedFor }: NamedPerson): boolean {
  return isSelf || isAskedFor;
}

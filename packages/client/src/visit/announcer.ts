import type { ZoneInfo } from '@atrium/world';
import type { Strings } from '../strings/en.ts';

/** Somebody in the same Zone. */
export interface PersonHere {
  readonly personId: string;
  readonly name: string;
}

export interface AnnouncerParts {
  /** Runs something later; gives back what stops it. Time in ms. */
  readonly after: (ms: number, run: () => void) => () => void;
  readonly strings: () => Strings;
  /** Has a screen reader speak, when it has finished what it is saying. */
  readonly say: (text: string) => void;
}

/** Who is in a Zone arrives a moment after entering it. */
const entryDelayMs = 400;
/** People who come together are told of together. */
const comingsDelayMs = 1_500;
/** More names than that are a number. */
const mostNames = 4;

/** Tells who does not see the World what happens around them. */
export class Announcer {
  readonly #parts: AnnouncerParts;
  #zone: ZoneInfo | undefined;
  #toldZoneId: string | undefined;
  #told = new Map<string, string>();
  #here: readonly PersonHere[] = [];
  #isEntering = false;
  #stopTimer: (() => void) | undefined;

  constructor(parts: AnnouncerParts) {
    this.#parts = parts;
  }

  zoneEntered(zone: ZoneInfo): void {
    if (zone.id === this.#zone?.id) return;
    this.#zone = zone;
    this.#isEntering = true;
    this.#schedule(entryDelayMs);
  }

  /** @param here everybody else in the Zone */
  peopleChanged(here: readonly PersonHere[]): void {
    this.#here = here;
    if (!this.#isEntering) this.#schedule(comingsDelayMs);
  }

  say(text: string): void {
    this.#parts.say(text);
  }

  stop(): void {
    this.#stopTimer?.();
  }

  #schedule(delayMs: number): void {
    this.#stopTimer?.();
    this.#stopTimer = this.#parts.after(delayMs, () => this.#tell());
  }

  #tell(): void {
    this.#stopTimer = undefined;
    const strings = this.#parts.strings();
    // Who was sent back at the border has been nowhere else.
    const isElsewhere = this.#isEntering && this.#zone?.id !== this.#toldZoneId;
    const text =
      isElsewhere && this.#zone !== undefined
        ? entryText(this.#zone, this.#here, strings)
        : comingsText(this.#told, this.#here, strings);
    this.#isEntering = false;
    this.#toldZoneId = this.#zone?.id;
    this.#told = new Map(this.#here.map(({ personId, name }) => [personId, name]));
    if (text !== '') this.#parts.say(text);
  }
}

function entryText(zone: ZoneInfo, here: readonly PersonHere[], strings: Strings): string {
  const names = here.slice(0, mostNames).map(({ name }) => name);
  const who =
    here.length === 0 ? strings.announce.alone : strings.announce.with(names, here.length - names.length);
  const { rules } = zone;
  return [
    strings.announce.entered(zone.name, strings.zoneTypes[zone.type]),
    who,
    `${strings.zone.audio[rules.audio]}.`,
  ].join(' ');
}

function comingsText(
  before: ReadonlyMap<string, string>,
  here: readonly PersonHere[],
  { announce }: Strings,
): string {
  const stillHere = new Set(here.map(({ personId }) => personId));
  const came = here.filter(({ personId }) => !before.has(personId)).map(({ name }) => name);
  const left = [...before].filter(([personId]) => !stillHere.has(personId)).map(([, name]) => name);
  const parts: string[] = [];
  if (came.length > 0)
    parts.push(came.length > mostNames ? announce.manyCame(came.length) : announce.came(came));
  if (left.length > 0)
    parts.push(left.length > mostNames ? announce.manyLeft(left.length) : announce.left(left));
  return parts.join(' ');
}

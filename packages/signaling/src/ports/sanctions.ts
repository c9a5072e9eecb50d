/** What a moderator has ordered of a person in a World, and lasts: not to be heard, or not to come in. */
export type Sanction =
  | { readonly kind: 'mute'; readonly personId: string }
  | {
      readonly kind: 'exclusion';
      readonly personId: string;
      /** `undefined`: the whole World. */
      readonly zoneId: string | undefined;
      /** From now on, in ms. */
      readonly forMs: number;
    };

/** Where it is kept what moderators have ordered, so that it outlasts a World that empties and a server that restarts. */
export interface Sanctions {
  /** Those in force in a World. */
  load(worldId: string): Promise<readonly Sanction[]>;
  /**
   * Keeps one, in place of an earlier one of the same kind for the same person and Zone. Resolves once it would be found
   * after a crash.
   */
  save(worldId: string, sanction: Sanction): Promise<void>;
  /** A person may be heard again. Resolves once it would be found after a crash. */
  unmute(worldId: string, personId: string): Promise<void>;
}

/** Where Whiteboards that are `persistent` are kept. */
export interface BoardStore {
  /** All that is on a board, as one Yjs update (v1); `undefined` where nothing was kept yet. */
  load(worldId: string, objectId: string): Promise<Uint8Array | undefined>;
  /** Resolves once it would be found after a crash. Calls for the same board take effect in their order. */
  save(worldId: string, objectId: string, update: Uint8Array): Promise<void>;
}

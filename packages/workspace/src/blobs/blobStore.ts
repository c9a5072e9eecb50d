/** Bytes by name, for what is too large or too loose for a database: World files, assets, Whiteboards. */
export interface BlobStore {
  /**
   * `undefined` where there is nothing of that name. Sees every write that was begun before it.
   *
   * @param name parts of letters, digits and `. _ - ~ %`, joined by `/`
   */
  read(name: string): Promise<Uint8Array | undefined>;
  /**
   * Puts bytes in place of whatever had the name: a reader finds the old or the new ones, whole, whenever the process
   * ends. Resolves once the new ones would be found after a crash. Writes of one name take effect in their order; of
   * several that wait, only the last is made, and all resolve with it.
   */
  write(name: string, bytes: Uint8Array): Promise<void>;
  /** Removes what has the name, if anything has. */
  remove(name: string): Promise<void>;
  /** The names that begin with `prefix`, in no order. */
  list(prefix: string): Promise<string[]>;
  /** Resolves when nothing is being written any more. */
  settled(): Promise<void>;
}

const namePattern = /^(?!\.)[A-Za-z0-9._~%-]+(\/(?!\.)[A-Za-z0-9._~%-]+)*$/;

/** @throws TypeError */
export function checkBlobName(name: string): void {
  if (!namePattern.test(name)) throw new TypeError(`"${name}" is no name for a blob.`);
}

/** A name for a blob that no id, whatever its letters, can turn into a path. */
export function blobNamePart(id: string): string {
  // `encodeURIComponent` leaves a few more than a name may have, and dots alone mean folders.
  return encodeURIComponent(id).replace(/[!'()*]|^\.+$/g, (text) =>
    Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16).toUpperCase()}`).join(''),
  );
}

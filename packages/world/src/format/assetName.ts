/** The name of an image among the assets of a Workspace: the hash of what is in it (SHA-256), and its kind. */
const pattern = /^[0-9a-f]{64}\.(?:png|webp|svg)$/;

/** The file name of an image. */
export type AssetName = `${string}.${'png' | 'webp' | 'svg'}`;

/** Whether a text of a World file names an image. */
export function isAssetName(text: string): text is AssetName {
  return pattern.test(text);
}

/** What the body of an Avatar does in one picture. */
export type AvatarPose =
  | { readonly kind: 'idle'; readonly breath: 0 | 1 }
  | { readonly kind: 'walking'; readonly frame: WalkFrame }
  | { readonly kind: 'sitting' };

export const walkFrames = [0, 1, 2, 3, 4, 5, 6, 7] as const;
type WalkFrame = (typeof walkFrames)[number];

/** Every pose there is; an Avatar needs one picture for each, in each of the eight facings. */
export const avatarPoses: readonly AvatarPose[] = [
  { kind: 'idle', breath: 0 },
  { kind: 'idle', breath: 1 },
  ...walkFrames.map((frame) => ({ kind: 'walking', frame }) as const),
  { kind: 'sitting' },
];

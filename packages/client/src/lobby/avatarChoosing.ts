import { avatarChoices, avatarLookSchema, composeLook } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import { facings } from '@atrium/world';
import type { Facing } from '@atrium/world';

/** A look of chance: beards come without hijab and bun, though people may choose both. */
export function randomLook(random: () => number): AvatarLook {
  const look = composeLook((choices) => choices[Math.floor(random() * choices.length)] ?? choices[0]);
  const isOdd = look.accessory === 'beard' && ['hijab', 'bun'].includes(look.hairStyle);
  return isOdd ? { ...look, accessory: 'glasses' } : look;
}

/** The look with one part replaced; as it was where there is no such choice. */
export function withPart(look: AvatarLook, part: keyof AvatarLook, value: string): AvatarLook {
  return avatarLookSchema.safeParse({ ...look, [part]: value }).data ?? look;
}

/** Whether two looks cannot be told apart. */
export function isSameLook(a: AvatarLook, b: AvatarLook): boolean {
  return (Object.keys(avatarChoices) as (keyof AvatarLook)[]).every((part) => a[part] === b[part]);
}

/** The facing after turning by eighths, clockwise as seen from above. */
export function turned(facing: Facing, eighths: number): Facing {
  const count = facings.length;
  return facings[(((facings.indexOf(facing) + eighths) % count) + count) % count] ?? facing;
}

import type { AvatarLook } from '@atrium/protocol';

const preset = (
  skin: AvatarLook['skin'],
  [hairStyle, hairColour]: readonly [AvatarLook['hairStyle'], AvatarLook['hairColour']],
  [clothing, clothingColour]: readonly [AvatarLook['clothing'], AvatarLook['clothingColour']],
  trousersColour: AvatarLook['trousersColour'],
  accessory: AvatarLook['accessory'],
): AvatarLook => ({ skin, hairStyle, hairColour, clothing, clothingColour, trousersColour, accessory });

/** Looks to start from in the Avatar editor. */
export const avatarPresets: readonly AvatarLook[] = [
  preset('sand', ['short', 'brown'], ['hoodie', 'teal'], 'navy', 'none'),
  preset('espresso', ['afro', 'black'], ['shirt', 'yellow'], 'navy', 'glasses'),
  preset('porcelain', ['bob', 'red'], ['dress', 'green'], 'black', 'none'),
  preset('honey', ['hijab', 'plum'], ['jacket', 'blue'], 'grey', 'none'),
  preset('almond', ['short', 'black'], ['tshirt', 'orange'], 'olive', 'beard'),
  preset('umber', ['bun', 'black'], ['jacket', 'purple'], 'sand', 'none'),
  preset('porcelain', ['long', 'blond'], ['shirt', 'blue'], 'navy', 'headphones'),
  preset('sand', ['none', 'grey'], ['jacket', 'grey'], 'brown', 'scarf'),
];

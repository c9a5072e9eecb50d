import * as z from 'zod';

/** Choices of the Avatar editor. Purely aesthetic: none changes speed, collision shape or reach. */
export const avatarChoices = {
  skin: ['porcelain', 'sand', 'honey', 'almond', 'umber', 'espresso'],
  hairStyle: ['none', 'short', 'curly', 'bob', 'long', 'bun', 'afro', 'hijab'],
  hairColour: ['black', 'brown', 'chestnut', 'blond', 'red', 'grey', 'teal', 'plum'],
  clothing: ['tshirt', 'shirt', 'hoodie', 'jacket', 'dress'],
  clothingColour: ['blue', 'green', 'red', 'yellow', 'purple', 'teal', 'orange', 'grey', 'white', 'black'],
  trousersColour: ['navy', 'black', 'grey', 'brown', 'olive', 'sand'],
  accessory: ['none', 'glasses', 'headphones', 'cap', 'scarf', 'beard'],
} as const;

export const avatarLookSchema = z.strictObject({
  skin: z.enum(avatarChoices.skin),
  hairStyle: z.enum(avatarChoices.hairStyle),
  hairColour: z.enum(avatarChoices.hairColour),
  clothing: z.enum(avatarChoices.clothing),
  clothingColour: z.enum(avatarChoices.clothingColour),
  trousersColour: z.enum(avatarChoices.trousersColour),
  accessory: z.enum(avatarChoices.accessory),
});
export type AvatarLook = z.output<typeof avatarLookSchema>;

/** A look with each part chosen among its choices. */
export function composeLook(choose: <Choice>(choices: readonly [Choice, ...Choice[]]) => Choice): AvatarLook {
  return {
    skin: choose(avatarChoices.skin),
    hairStyle: choose(avatarChoices.hairStyle),
    hairColour: choose(avatarChoices.hairColour),
    clothing: choose(avatarChoices.clothing),
    clothingColour: choose(avatarChoices.clothingColour),
    trousersColour: choose(avatarChoices.trousersColour),
    accessory: choose(avatarChoices.accessory),
  };
}

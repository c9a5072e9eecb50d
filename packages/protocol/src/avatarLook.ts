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

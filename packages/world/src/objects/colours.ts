/** Colours that furniture and walls may be given. */
export const colourNames = [
  'white',
  'cream',
  'sand',
  'grey',
  'graphite',
  'oak',
  'walnut',
  'terracotta',
  'rose',
  'mustard',
  'olive',
  'green',
  'petrol',
  'blue',
  'navy',
  'plum',
] as const;
export type ColourName = (typeof colourNames)[number];

/** What walls may be made of, on the side of a room. */
export const wallFinishes = ['plaster', 'brick', 'wood', 'tiles', 'concrete', 'wallpaper', 'panels'] as const;
export type WallFinish = (typeof wallFinishes)[number];

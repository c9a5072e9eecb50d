/** Texts of what lies around the plan, in English. */
export const frameEn = {
  walk: {
    start: 'Walk through',
    label: 'Walk through the draft',
    region: 'Walking through the draft',
    inZone: (zone: string, type: string) => `${zone} · ${type}`,
    as: 'Role',
    people: 'Somebody is in each room',
    end: 'Back to building',
    help: 'Walk as in the World. Only you see this: you have not moved for the others. Esc ends it.',
    closed: {
      locked: 'an Admin has locked this door.',
      role: 'this door is closed to this Role.',
      empty: 'one has to knock here, and nobody is inside to answer.',
      knock: 'one has to knock here; who is inside answers.',
    },
    knock: (key: string) => `Knock and be let in (${key})`,
  },
};
export type FrameStrings = typeof frameEn;

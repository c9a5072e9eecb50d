/** What an Avatar does. The place in the list is the number on the wire. */
export const avatarStates = ['idle', 'walking', 'sitting'] as const;
export type AvatarState = (typeof avatarStates)[number];

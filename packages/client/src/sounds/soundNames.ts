/** Every sound the Client makes; each can be switched off. */
export const soundNames = ['joined', 'refused', 'seated', 'knock', 'called', 'message'] as const;
export type SoundName = (typeof soundNames)[number];

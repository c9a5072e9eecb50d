/** Byte 0 of every binary frame. */
export const frameKinds = { moveIntent: 1, presence: 2 } as const;

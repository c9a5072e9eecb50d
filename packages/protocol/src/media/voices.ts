/*
 * Who is heard where many microphones are open: numbers that the SFU keeps to, and that the Client tells in words.
 */

/** Up to so many open microphones that reach a person, all of them are heard. The SFU never passes on more voices. */
export const mostVoices = 8;
/** Above that, so many are heard at each moment: the loudest. */
export const loudestVoices = 6;
/** Whoever was among the loudest is heard for so long on, if `mostVoices` has room for them, in ms. */
export const voiceHoldMs = 2_000;

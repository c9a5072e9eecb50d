/*
 * Who is heard where many microphones are open: numbers that the SFU keeps to, and that the Client tells in words.
 */

/** Up to so many open microphones that reach a person, all of them are heard. The SFU never passes on more voices. */
export const mostVoices = 8;
/** Above that, so many are heard at each moment: the loudest. */
export const loudestVoices = 6;
/** How long a voice is still heard after it was among the loudest, if `mostVoices` has room, in ms. */
export const voiceHoldMs = 2_000;

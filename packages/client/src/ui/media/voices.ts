import type { MediaControl, MediaState } from '../../media/mediaControl.ts';
import type { Voice } from '../../rendering/avatars/voice.ts';
import type { Visit } from '../../visit/visit.ts';

/** What the World shows of somebody's microphone. */
export function voiceOf(state: MediaState, personId: string, selfId: string): Voice {
  if (personId === selfId) {
    if (!state.isSending) return state.topology === undefined ? 'silent' : 'muted';
    return state.isSelfSpeaking ? 'speaking' : 'silent';
  }
  const person = state.people.get(personId);
  if (person === undefined) return 'silent';
  if (!person.microphone || person.muted || person.doNotDisturb) return 'muted';
  return person.isSpeaking && person.isAudible ? 'speaking' : 'silent';
}

/** Tells when somebody begins or ends to speak, or their microphone goes on or off. Gives back what ends that. */
export function onVoices({ session }: Visit, { state }: MediaControl, listener: () => void): () => void {
  return state.subscribe((after, before) => {
    const selfId = session.self.personId;
    const ids = new Set([selfId, ...before.people.keys(), ...after.people.keys()]);
    const isNew = [...ids].some((id) => voiceOf(after, id, selfId) !== voiceOf(before, id, selfId));
    if (isNew) listener();
  });
}

import type { AvatarLook } from '@atrium/protocol';
import { useStrings } from '../../../app/useServices.ts';
import type { ConnectionQuality } from '../../../media/core/connectionQuality.ts';
import type { Nearness } from '../../../media/core/nearness.ts';
import { useSurface, useVisit } from '../../VisitContext.ts';
import { useMediaState } from '../useMedia.ts';

/** Somebody as a tile shows them; oneself among them. */
export interface StagePerson {
  readonly personId: string;
  readonly isSelf: boolean;
  readonly name: string;
  readonly look: AvatarLook | undefined;
  /** Whether a camera is on; its picture may still be on its way. */
  readonly hasCamera: boolean;
  readonly cameraStream: MediaStream | undefined;
  readonly screenStream: MediaStream | undefined;
  readonly isMuted: boolean;
  readonly isSpeaking: boolean;
  readonly nearness: Nearness;
  readonly quality: ConnectionQuality;
}

export function useStagePerson(personId: string): StagePerson {
  const { media: words } = useStrings();
  const { session, stage } = useVisit();
  const isSelf = personId === session.self.personId;
  const name = useSurface(({ here }) => here.find((person) => person.personId === personId)?.name ?? '');
  const person = useMediaState(({ people }) => people.get(personId));
  const own = useMediaState((state) => (isSelf ? state : undefined));
  if (own !== undefined) {
    return {
      personId,
      isSelf,
      name: words.stage.you,
      look: stage.visitor.look,
      hasCamera: own.ownCameraStream !== undefined,
      cameraStream: own.ownCameraStream,
      screenStream: own.ownScreenStream,
      isMuted: !own.isSending,
      isSpeaking: own.isSelfSpeaking && own.isSending,
      nearness: 'close',
      quality: 'good',
    };
  }
  return {
    personId,
    isSelf,
    name,
    look: session.peers.find((peer) => peer.personId === personId)?.look,
    hasCamera: person?.camera ?? false,
    cameraStream: person?.cameraStream,
    screenStream: person?.screenStream,
    isMuted: person !== undefined && (!person.microphone || person.muted || person.doNotDisturb),
    isSpeaking: person?.isSpeaking ?? false,
    nearness: person?.nearness ?? 'close',
    quality: person?.quality ?? 'good',
  };
}

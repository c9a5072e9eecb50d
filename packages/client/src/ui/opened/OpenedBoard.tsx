import { useEffect, useMemo } from 'react';
import { useServices, useStrings } from '../../app/useServices.ts';
import { SignalingBoardTransport } from '../../boards/signalingBoardTransport.ts';
import { BoardPanel } from '../board/BoardPanel.tsx';
import { useVisit } from '../VisitContext.ts';

interface OpenedBoardProps {
  readonly objectId: string;
  readonly onClose: () => void;
}

/** The Whiteboard of the Zone one is in. */
export function OpenedBoard({ objectId, onClose }: OpenedBoardProps) {
  const { together } = useStrings();
  const { log } = useServices();
  const { session, surface, announcer } = useVisit();
  const transport = useMemo(
    () => new SignalingBoardTransport(session, objectId, log.of('boards')),
    [session, objectId, log],
  );
  useEffect(() => () => transport.end(), [transport]);
  return (
    <BoardPanel
      title={`${together.objects.board} · ${surface.getState().zone?.name ?? ''}`}
      transport={transport}
      nameOf={(personId) => session.peers.find((peer) => peer.personId === personId)?.name}
      onClose={onClose}
      announce={(text) => announcer.say(text)}
    />
  );
}

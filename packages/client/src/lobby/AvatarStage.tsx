import { RotateCcw, RotateCw, Shuffle } from 'lucide-react';
import { useRef, useState } from 'react';
import type { AvatarLook } from '@atrium/protocol';
import type { Facing } from '@atrium/world';
import { useStrings } from '../app/useServices.ts';
import { Button } from '../ui/controls/Button.tsx';
import { IconButton } from '../ui/controls/IconButton.tsx';
import { AvatarPreview } from './AvatarPreview.tsx';
import { turned } from './avatarChoosing.ts';

/** Dragged so far, the Avatar turns by an eighth, in px. */
const dragPerTurn = 28;

interface AvatarStageProps {
  readonly look: AvatarLook;
  readonly onRandomise: () => void;
}

/** The Avatar, alive; it turns by dragging it or with the buttons. */
export function AvatarStage({ look, onRandomise }: AvatarStageProps) {
  const { lobby } = useStrings();
  const [facing, setFacing] = useState<Facing>('S');
  const draggedFrom = useRef<number | undefined>(undefined);
  const turn = (eighths: number) => setFacing((before) => turned(before, eighths));

  return (
    <div className="flex flex-col justify-center [@media(height<=36rem)]:justify-start border-b border-hairline bg-raised p-2 beside:border-r beside:border-b-0">
      <div className="sticky top-2 flex flex-col items-center gap-1 md:gap-2">
        <div
          className="touch-pan-y cursor-grab active:cursor-grabbing"
          onPointerDown={(event) => {
            draggedFrom.current = event.clientX;
            event.currentTarget.setPointerCapture(event.pointerId);
          }}
          onPointerMove={(event) => {
            if (draggedFrom.current === undefined) return;
            const turns = Math.trunc((draggedFrom.current - event.clientX) / dragPerTurn);
            if (turns === 0) return;
            draggedFrom.current -= turns * dragPerTurn;
            turn(turns);
          }}
          onPointerUp={() => (draggedFrom.current = undefined)}
          onPointerCancel={() => (draggedFrom.current = undefined)}
        >
          <AvatarPreview look={look} facing={facing} label={lobby.preview} />
        </div>
        <div className="flex flex-wrap items-center justify-center gap-1">
          <IconButton icon={RotateCcw} label={lobby.turnLeft} hintSide="bottom" onClick={() => turn(1)} />
          <Button look="secondary" onClick={onRandomise} className="[@media(height<=36rem)]:order-last">
            <Shuffle aria-hidden className="size-2" />
            {lobby.randomise}
          </Button>
          <IconButton icon={RotateCw} label={lobby.turnRight} hintSide="bottom" onClick={() => turn(-1)} />
        </div>
      </div>
    </div>
  );
}

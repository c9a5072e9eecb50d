import { Maximize2 } from 'lucide-react';
import { useStrings } from '../../../app/useServices.ts';
import { IconButton } from '../../controls/IconButton.tsx';
import { useEnlarge } from '../StageContext.ts';
import { SmallWindowButton } from './SmallWindowButton.tsx';
import { TileRow } from './TileRow.tsx';
import { useStageIds } from './useStageIds.ts';

/** Cameras and screens along the top, with the World free below. */
export function TileStrip() {
  const { media: words } = useStrings();
  const enlarge = useEnlarge();
  const { selfId, withCamera, screens, speaking } = useStageIds();
  return (
    <section aria-label={words.stage.label} className="pointer-events-auto flex w-full items-start gap-0.5">
      <TileRow
        direction="row"
        selfId={selfId}
        people={withCamera}
        screens={screens}
        speaking={speaking}
        pinnedId={undefined}
        onChooseScreen={enlarge}
      />
      <div className="float-card flex shrink-0 flex-col">
        <IconButton
          icon={Maximize2}
          label={words.stage.enlarge}
          hintSide="left"
          onMouseDown={(event) => event.preventDefault()}
          onClick={enlarge}
        />
        <SmallWindowButton />
      </div>
    </section>
  );
}

import { Hammer } from 'lucide-react';
import { IconButton } from '../controls/IconButton.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';
import { useBuildStrings } from './buildStrings.ts';

/** Opens Build Mode, and leaves it. */
export function BuildButton() {
  const { button } = useBuildStrings();
  const { surface } = useVisit();
  const building = useSurface((state) => state.building);
  return (
    <IconButton
      icon={Hammer}
      label={button}
      isActive={building !== 'off'}
      aria-pressed={building !== 'off'}
      // Pressed while it ends: one goes on building.
      onClick={() => surface.setState({ building: building === 'on' ? 'ending' : 'on', panel: undefined })}
    />
  );
}

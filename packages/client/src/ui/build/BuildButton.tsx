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
      onClick={() => surface.setState({ building: building === 'off' ? 'on' : 'ending', panel: undefined })}
    />
  );
}

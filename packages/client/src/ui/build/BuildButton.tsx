import { Hammer } from 'lucide-react';
import { IconButton } from '../controls/IconButton.tsx';
import { useSurface, useVisit } from '../VisitContext.ts';
import { useBuildStrings } from './buildStrings.ts';

/** Opens Build Mode. */
export function BuildButton() {
  const { button } = useBuildStrings();
  const { surface } = useVisit();
  const isBuilding = useSurface((state) => state.isBuilding);
  return (
    <IconButton
      icon={Hammer}
      label={button}
      isActive={isBuilding}
      aria-pressed={isBuilding}
      onClick={() => surface.setState({ isBuilding: !isBuilding, panel: undefined })}
    />
  );
}

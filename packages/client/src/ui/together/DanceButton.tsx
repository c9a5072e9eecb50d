import { Music } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useStrings } from '../../app/useServices.ts';
import { dance } from '../../visit/togetherActions.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useVisit } from '../VisitContext.ts';

/** One dances as long as it is held down. What presses it without holding, such as a screen reader, switches. */
export function DanceButton({ shortcut }: { readonly shortcut: string | undefined }) {
  const { reactions } = useStrings().together;
  const visit = useVisit();
  const [isDancing, setDancing] = useState(false);
  useEffect(() => {
    if (!isDancing) return;
    dance(visit, true);
    return () => dance(visit, false);
  }, [visit, isDancing]);
  return (
    <IconButton
      icon={Music}
      label={reactions.danceHint}
      shortcut={shortcut}
      isActive={isDancing}
      aria-pressed={isDancing}
      className="touch-none select-none"
      onPointerDown={() => setDancing(true)}
      onPointerUp={() => setDancing(false)}
      onPointerCancel={() => setDancing(false)}
      onPointerLeave={() => setDancing(false)}
      onContextMenu={(event) => event.preventDefault()}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== ' ') return;
        event.preventDefault();
        setDancing(true);
      }}
      onKeyUp={() => setDancing(false)}
      onBlur={() => setDancing(false)}
      onClick={({ detail }) => {
        if (detail === 0) setDancing(!isDancing);
      }}
    />
  );
}

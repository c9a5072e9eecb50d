import { loudestVoices } from '@atrium/protocol';
import { Ear, EarOff } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { useSurface } from '../VisitContext.ts';
import { useMediaState } from './useMedia.ts';

/** More names than that are a number. */
const mostNames = 2;

/** Who hears one at this moment; nothing while one sends nothing. */
export function HeardBy() {
  const { media: words } = useStrings();
  const isSending = useMediaState((state) => state.isSending);
  const heardBy = useMediaState((state) => state.heardBy);
  const areVoicesChosen = useMediaState((state) => state.areVoicesChosen);
  const here = useSurface((state) => state.here);
  if (!isSending) return null;
  const names = here.filter(({ personId }) => heardBy.includes(personId)).map(({ name }) => name);
  const shown = names.length > mostNames + 1 ? names.slice(0, mostNames) : names;
  const isHeard = heardBy.length > 0;
  const byAll = areVoicesChosen
    ? words.heardWhenLoud(heardBy.length, loudestVoices)
    : words.heardBy(shown, heardBy.length - shown.length);
  const text = isHeard ? byAll : words.heardByNobody;
  const Icon = isHeard ? Ear : EarOff;
  return (
    <p className="float-card absolute bottom-full left-0 mb-0.5 flex h-3 max-w-[16rem] items-center gap-0.5 px-1 text-caption">
      <Icon aria-hidden className={`size-1.5 shrink-0 ${isHeard ? 'text-speaking' : 'text-secondary'}`} />
      <span dir="auto" className="truncate">
        {text}
      </span>
    </p>
  );
}

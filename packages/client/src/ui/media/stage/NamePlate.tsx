import { AudioLines, MicOff, TriangleAlert } from 'lucide-react';
import { useStrings } from '../../../app/useServices.ts';
import type { StagePerson } from './useStagePerson.ts';

/** Who it is, whether they speak or are muted, and their connection where it is not good. */
export function NamePlate({ person }: { readonly person: StagePerson }) {
  const { media: words } = useStrings();
  const { name, isMuted, isSpeaking, quality } = person;
  const isTroubled = quality === 'poor' || quality === 'lost';
  return (
    <p className="absolute bottom-0.5 left-0.5 flex max-w-[calc(100%-0.5rem)] items-center gap-0.5 rounded-full bg-background/85 px-1 py-0.5 text-caption font-semibold">
      {isMuted && <MicOff aria-hidden className="size-1.5 shrink-0 text-danger" />}
      {isMuted && <span className="sr-only">{words.stage.muted}</span>}
      {!isMuted && isSpeaking && <AudioLines aria-hidden className="size-1.5 shrink-0 text-speaking" />}
      <bdi className="truncate">{name}</bdi>
      {isTroubled && (
        <span className="flex shrink-0 items-center gap-0.5 font-normal text-accent">
          <TriangleAlert aria-hidden className="size-1.5" />
          {words.quality.word[quality]}
        </span>
      )}
    </p>
  );
}

import { Volume2, VolumeX } from 'lucide-react';
import { useState } from 'react';
import { useStrings } from '../../app/useServices.ts';
import type { PersonMedia } from '../../media/mediaControl.ts';
import type { Strings } from '../../strings/en.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { useMedia, useMediaState } from '../media/useMedia.ts';

interface PersonSoundProps {
  readonly personId: string;
  readonly name: string;
}

/** How loud somebody is for oneself alone, and how the connection to them is. */
export function PersonSound({ personId, name }: PersonSoundProps) {
  const { media: words } = useStrings();
  const media = useMedia();
  const person = useMediaState(({ people }) => people.get(personId));
  const [before, setBefore] = useState(1);
  if (person === undefined) return null;
  const { volume } = person;
  const isSilent = volume === 0;
  const percent = Math.round(volume * 100);
  return (
    <div className="flex flex-col gap-0.5 pr-1 pb-1 pl-6">
      <div className="flex items-center gap-1">
        <IconButton
          icon={isSilent ? VolumeX : Volume2}
          label={isSilent ? words.person.unmute(name) : words.person.mute(name)}
          hintSide="left"
          aria-pressed={isSilent}
          isActive={isSilent}
          onClick={() => {
            if (!isSilent) setBefore(volume);
            media.setVolume(personId, isSilent ? before : 0);
          }}
        />
        <input
          type="range"
          min={0}
          max={100}
          step={5}
          value={percent}
          aria-label={words.person.volume(name)}
          aria-valuetext={words.person.percent(percent)}
          onChange={(event) => media.setVolume(personId, Number(event.target.value) / 100)}
          className="h-5.5 min-w-0 flex-1 accent-accent"
        />
        <span className="w-5 text-right text-caption text-secondary">{words.person.percent(percent)}</span>
      </div>
      <p className="text-caption text-secondary">{connectionText(person, name, words)}</p>
    </div>
  );
}

/** The connection to somebody in plain words, with its numbers. */
function connectionText(
  person: PersonMedia,
  name: string,
  { quality, person: words }: Strings['media'],
): string {
  if (!person.canCall) return words.cannotCall;
  if (person.doNotDisturb) return words.doNotDisturb;
  if (!person.isAudible && person.quality !== 'lost' && person.quality !== 'connecting') return words.silent;
  const numbers = [
    ...(person.loss === undefined ? [] : [quality.lost(Math.round(person.loss * 100))]),
    ...(person.rttMs === undefined ? [] : [quality.roundTrip(Math.round(person.rttMs))]),
  ];
  const sentence = quality.withNumbers(quality.of[person.quality](name), numbers);
  return person.path === undefined ? sentence : `${sentence} ${quality.path[person.path]}`;
}

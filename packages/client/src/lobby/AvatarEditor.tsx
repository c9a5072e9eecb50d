import { useState } from 'react';
import { avatarChoices } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import { useStrings } from '../app/useServices.ts';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { AvatarThumbnail } from './AvatarThumbnail.tsx';
import { isSameLook, withPart } from './avatarChoosing.ts';
import { ColourChoice } from './ColourChoice.tsx';
import { WordChoice } from './WordChoice.tsx';

const tabs = ['presets', 'head', 'clothes', 'extras'] as const;
type Tab = (typeof tabs)[number];
const partsOf: Readonly<Record<Exclude<Tab, 'presets'>, readonly (keyof AvatarLook)[]>> = {
  head: ['skin', 'hairStyle', 'hairColour'],
  clothes: ['clothing', 'clothingColour', 'trousersColour'],
  extras: ['accessory'],
};

interface AvatarEditorProps {
  readonly look: AvatarLook;
  readonly onChange: (look: AvatarLook) => void;
}

/** Presets first, then every part by itself. Which of them is shown is one choice of several: the browser's own radios. */
export function AvatarEditor({ look, onChange }: AvatarEditorProps) {
  const { lobby } = useStrings();
  const [shown, setShown] = useState<Tab>('presets');
  return (
    <div className="flex flex-col gap-1.5">
      <fieldset className="flex rounded-control bg-background p-0.5">
        <legend className="sr-only">{lobby.avatar}</legend>
        {tabs.map((tab) => (
          <label
            key={tab}
            className="grid min-h-5.5 min-w-0 flex-1 place-items-center truncate rounded-control px-0.5 text-body text-secondary transition-colors duration-150 hover:text-text has-checked:bg-raised has-checked:font-semibold has-checked:text-text has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name="avatar-part"
              checked={shown === tab}
              onChange={() => setShown(tab)}
              className="sr-only"
            />
            {lobby.tabs[tab]}
          </label>
        ))}
      </fieldset>
      <div className="flex min-h-[16.5rem] flex-col gap-1.5">
        {shown === 'presets' ? (
          <Presets look={look} onChange={onChange} />
        ) : (
          partsOf[shown].map((part) => <PartChoice key={part} part={part} look={look} onChange={onChange} />)
        )}
      </div>
    </div>
  );
}

function Presets({ look, onChange }: AvatarEditorProps) {
  const { lobby } = useStrings();
  return (
    <fieldset className="grid grid-cols-4 gap-1">
      <legend className="sr-only">{lobby.presets}</legend>
      {avatarPresets.map((preset, index) => (
        <label
          key={index}
          className="grid place-items-center rounded-control border border-hairline bg-raised py-0.5 transition-colors duration-150 hover:bg-raised-hover has-checked:border-accent has-checked:shadow-[inset_0_0_0_1px_var(--color-accent)] has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-focus"
        >
          <input
            type="radio"
            name="preset"
            aria-label={lobby.preset(index + 1)}
            checked={isSameLook(preset, look)}
            onChange={() => onChange(preset)}
            className="sr-only"
          />
          <AvatarThumbnail look={preset} />
        </label>
      ))}
    </fieldset>
  );
}

/** One part of the look: colours as swatches, everything else by name. */
function PartChoice({ part, look, onChange }: AvatarEditorProps & { readonly part: keyof AvatarLook }) {
  const { lobby, choices } = useStrings();
  const names: Readonly<Record<string, string>> = choices[part];
  const props = {
    name: part,
    legend: lobby[part],
    options: avatarChoices[part].map((value) => ({ value, label: names[value] ?? value })),
    value: look[part],
    onChange: (value: string) => onChange(withPart(look, part, value)),
  };
  const isColour = part === 'skin' || part.endsWith('Colour');
  return isColour ? <ColourChoice part={part} {...props} /> : <WordChoice {...props} />;
}

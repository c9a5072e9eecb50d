import { Check } from 'lucide-react';
import type { AvatarLook } from '@atrium/protocol';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { coloursOf } from '../rendering/art/avatar/avatarColours.ts';
import { cssColour } from '../rendering/art/palette.ts';
import { withPart } from './avatarChoosing.ts';
import type { WordChoiceProps } from './WordChoice.tsx';

interface ColourChoiceProps extends WordChoiceProps {
  readonly part: keyof AvatarLook;
}

/** One of several colours: a swatch each, with its name for those who cannot tell them apart. */
export function ColourChoice({ part, name, legend, options, value, onChange }: ColourChoiceProps) {
  const chosen = options.find((option) => option.value === value);
  return (
    <fieldset className="min-w-0">
      <legend className="mb-0.5 text-body font-semibold">
        {legend} <span className="font-normal text-secondary">{chosen?.label}</span>
      </legend>
      <div className="-ml-0.5 flex flex-wrap">
        {options.map((option) => (
          <label
            key={option.value}
            title={option.label}
            className="group relative grid size-5.5 place-items-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-focus"
          >
            <input
              type="radio"
              name={name}
              aria-label={option.label}
              checked={option.value === value}
              onChange={() => onChange(option.value)}
              className="sr-only"
            />
            <span
              aria-hidden
              style={{ backgroundColor: swatchColour(part, option.value) }}
              className="grid size-4 forced-color-adjust-none place-items-center rounded-full border border-edge group-has-checked:shadow-[0_0_0_2px_var(--color-panel),0_0_0_4px_var(--color-accent)]"
            >
              {option.value === value && (
                <span className="grid size-2 place-items-center rounded-full bg-background">
                  <Check className="size-1.5 text-text" strokeWidth={3} />
                </span>
              )}
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}

/** The colour the part is painted with, as the art has it. */
function swatchColour(part: keyof AvatarLook, value: string): string | undefined {
  const [someLook] = avatarPresets;
  if (someLook === undefined) return undefined;
  const colours = coloursOf(withPart(someLook, part, value));
  switch (part) {
    case 'skin':
      return cssColour(colours.skin);
    case 'hairColour':
      return cssColour(colours.hair);
    case 'clothingColour':
      return cssColour(colours.clothing);
    case 'trousersColour':
      return cssColour(colours.trousers);
    case 'hairStyle':
    case 'clothing':
    case 'accessory':
      return undefined;
  }
}

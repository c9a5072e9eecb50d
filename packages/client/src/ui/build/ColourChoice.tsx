import { colourNames } from '@atrium/world';
import type { ColourName } from '@atrium/world';
import { colours, cssColour } from '../../rendering/art/index.ts';
import { useBuildStrings } from './buildStrings.ts';

interface ColourChoiceProps {
  readonly label: string;
  /** `undefined`: the usual one. */
  readonly value: ColourName | undefined;
  readonly onChange: (colour: ColourName | undefined) => void;
}

/** One of the colours that furniture and walls may have, or none in particular. */
export function ColourChoice({ label, value, onChange }: ColourChoiceProps) {
  const { appearance, colours: names } = useBuildStrings();
  return (
    <fieldset>
      <legend className="pb-0.25 text-body font-semibold">{label}</legend>
      <div className="grid grid-cols-6 gap-0.25">
        {[undefined, ...colourNames].map((name) => (
          <button
            key={name ?? ''}
            type="button"
            aria-pressed={value === name}
            aria-label={name === undefined ? appearance.usualColour : names[name]}
            title={name === undefined ? appearance.usualColour : names[name]}
            onClick={() => onChange(name)}
            className={`flex h-3.5 items-center justify-center rounded-control border ${value === name ? 'border-accent bg-raised' : 'border-transparent hover:bg-raised-hover'}`}
          >
            <span
              className={`size-2 rounded-full border border-edge ${name === undefined ? 'border-dashed' : ''}`}
              style={name === undefined ? {} : { background: cssColour(colours[name]) }}
            />
          </button>
        ))}
      </div>
    </fieldset>
  );
}

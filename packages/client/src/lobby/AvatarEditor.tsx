import { Tabs } from 'radix-ui';
import { avatarChoices } from '@atrium/protocol';
import type { AvatarLook } from '@atrium/protocol';
import { useStrings } from '../app/services.ts';
import { avatarPresets } from '../rendering/art/avatarPresets.ts';
import { AvatarThumbnail } from './AvatarThumbnail.tsx';
import { isSameLook, withPart } from './avatarChoosing.ts';
import { ColourChoice } from './ColourChoice.tsx';
import { WordChoice } from './WordChoice.tsx';

const tabs = ['presets', 'head', 'clothes', 'extras'] as const;

interface AvatarEditorProps {
  readonly look: AvatarLook;
  readonly onChange: (look: AvatarLook) => void;
}

/** Presets first, then every part by itself. */
export function AvatarEditor({ look, onChange }: AvatarEditorProps) {
  const { lobby } = useStrings();
  return (
    <Tabs.Root defaultValue="presets" className="flex flex-col gap-1.5">
      <Tabs.List aria-label={lobby.avatar} className="flex rounded-control bg-background p-0.5">
        {tabs.map((tab) => (
          <Tabs.Trigger
            key={tab}
            value={tab}
            className="min-h-5.5 min-w-0 flex-1 truncate rounded-control px-0.5 text-body text-secondary transition-colors duration-150 hover:text-text data-[state=active]:bg-raised data-[state=active]:font-semibold data-[state=active]:text-text"
          >
            {lobby.tabs[tab]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      <div className="min-h-[16.5rem]">
        <Tabs.Content value="presets">
          <Presets look={look} onChange={onChange} />
        </Tabs.Content>
        <PartTab value="head" parts={['skin', 'hairStyle', 'hairColour']} look={look} onChange={onChange} />
        <PartTab
          value="clothes"
          parts={['clothing', 'clothingColour', 'trousersColour']}
          look={look}
          onChange={onChange}
        />
        <PartTab value="extras" parts={['accessory']} look={look} onChange={onChange} />
      </div>
    </Tabs.Root>
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

interface PartTabProps extends AvatarEditorProps {
  readonly value: string;
  readonly parts: readonly (keyof AvatarLook)[];
}

function PartTab({ value, parts, look, onChange }: PartTabProps) {
  return (
    <Tabs.Content value={value} className="flex flex-col gap-1.5">
      {parts.map((part) => (
        <PartChoice key={part} part={part} look={look} onChange={onChange} />
      ))}
    </Tabs.Content>
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

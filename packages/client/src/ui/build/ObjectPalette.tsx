import { useState } from 'react';
import { useStore } from 'zustand';
import type { Editor } from '../../build/editor.ts';
import { furnitureSets } from '../../build/furnishedRooms.ts';
import type { FurnitureSet } from '../../build/furnishedRooms.ts';
import { choicesOfImage } from '../../build/imageUpload.ts';
import { objectName } from '../../build/objectName.ts';
import { lazyPart, Part } from '../Part.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { ColourChoice } from './ColourChoice.tsx';
import { ObjectPicture, SetPicture } from './ObjectPicture.tsx';
import { PictureButton } from './PictureButton.tsx';
import { appearanceOf, objectGroups } from './palettes.ts';
import type { ObjectGroup } from './palettes.ts';

const ImagePalette = lazyPart(async () => (await import('./ImagePalette.tsx')).ImagePalette);

/** Furniture by its use, and uploaded images. */
export function ObjectPalette({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const [search, setSearch] = useState('');
  const colour = useStore(editor.store, ({ choices }) => choices.colour);
  const wanted = withoutMarks(search.trim());
  const groups = (Object.keys(objectGroups) as ObjectGroup[])
    .map((group) => {
      const all = objectGroups[group].map(appearanceOf);
      const isGroup = withoutMarks(strings.objectGroups[group]).includes(wanted);
      const found = all.filter((one) => isGroup || withoutMarks(objectName(strings, one)).includes(wanted));
      const sets = setsOf[group].filter(
        (set) => isGroup || withoutMarks(strings.furnitureSets[set]).includes(wanted),
      );
      return { group, found, sets };
    })
    .filter(({ found, sets }) => found.length + sets.length > 0);
  return (
    <>
      <input
        type="search"
        aria-label={strings.search}
        placeholder={strings.search}
        data-build-search
        value={search}
        onChange={(event) => setSearch(event.target.value)}
        className="h-4.5 w-full shrink-0 rounded-control border border-edge bg-background px-1 text-body"
      />
      <ColourChoice
        label={strings.appearance.colour}
        value={colour}
        onChange={(chosen) => editor.setChoices({ colour: chosen })}
      />
      {groups.length === 0 && <p className="text-caption text-secondary">{strings.noObjects}</p>}
      {groups.map(({ group, found, sets }) => (
        <div key={group} role="group" aria-label={strings.objectGroups[group]}>
          <p aria-hidden className="pb-0.25 text-caption text-secondary">
            {strings.objectGroups[group]}
          </p>
          <div className="grid grid-cols-3 gap-0.5">
            {sets.map((set) => (
              <SetChoice key={set} set={set} editor={editor} />
            ))}
            {found.map((appearance) => (
              <Choice key={appearance.look ?? appearance.type} appearance={appearance} editor={editor} />
            ))}
          </div>
        </div>
      ))}
      <Part>
        <ObjectImages editor={editor} search={wanted} />
      </Part>
    </>
  );
}

/** Images that stand as Objects of their own. */
function ObjectImages({ editor, search }: { readonly editor: Editor; readonly search: string }) {
  const chosen = useStore(editor.store, ({ choices }) => choices.image?.asset);
  return (
    <ImagePalette
      search={search}
      chosen={chosen}
      offeredTo={editor}
      onChoose={(asset) => editor.setChoices(choicesOfImage(asset))}
    />
  );
}

const setsOf: Readonly<Record<ObjectGroup, readonly FurnitureSet[]>> = {
  work: furnitureSets,
  storage: [],
  meet: [],
  relax: [],
  kitchen: [],
  decor: [],
};

function SetChoice({ set, editor }: { readonly set: FurnitureSet; readonly editor: Editor }) {
  const { furnitureSets: names } = useBuildStrings();
  const isChosen = useStore(editor.store, ({ choices }) => choices.furnitureSet === set);
  return (
    <PictureButton
      name={names[set]}
      isChosen={isChosen}
      onClick={() => editor.setChoices({ furnitureSet: set, image: undefined })}
    >
      <SetPicture set={set} width={52} height={48} />
    </PictureButton>
  );
}

interface ChoiceProps {
  readonly appearance: ReturnType<typeof appearanceOf>;
  readonly editor: Editor;
}

function Choice({ appearance: { type, look }, editor }: ChoiceProps) {
  const name = objectName(useBuildStrings(), { type, look });
  const {
    object,
    look: chosenLook,
    colour,
    image,
    furnitureSet,
  } = useStore(editor.store, ({ choices }) => choices);
  const isChosen =
    object === type && chosenLook === look && image === undefined && furnitureSet === undefined;
  return (
    <PictureButton
      name={name}
      isChosen={isChosen}
      onClick={() => editor.setChoices({ object: type, look, image: undefined, furnitureSet: undefined })}
    >
      <ObjectPicture object={{ type, look, colour, rotation: 0 }} width={52} height={48} />
    </PictureButton>
  );
}

/** As one types it in a hurry: without accents, and in small letters. */
function withoutMarks(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

import { useState } from 'react';
import { objectLooks, placements, wallFinishes } from '@atrium/world';
import type { ObjectLook, World, WorldObject } from '@atrium/world';
import { Choice, optionsOf } from '../../account/parts/Choice.tsx';
import { withoutUndefined } from '@atrium/protocol';
import type { Editor } from '../../build/editor.ts';
import { Button } from '../controls/Button.tsx';
import { Switch } from '../controls/Switch.tsx';
import { lazyPart, Part } from '../Part.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { ColourChoice } from './ColourChoice.tsx';
import { TypedField } from './TypedField.tsx';

const ImagePalette = lazyPart(async () => (await import('./ImagePalette.tsx')).ImagePalette);

interface AppearanceFieldsProps {
  readonly object: WorldObject;
  readonly editor: Editor;
}

const usual = 'usual';
/** Differences of one look that are worth a choice. */
const variants = ['0', '1', '2'] as const;
/** Types with looks whose variants differ. */
const varied: ReadonlySet<string> = new Set([
  ...[
    'Computer',
    'MeetingTable',
    'Whiteboard',
    'Screen',
    'Plant',
    'TallPlant',
    'HangingPlant',
    'Rug',
    'Bookshelf',
  ],
]);

/** How an Object of ours looks, or the image that it has. */
export function AppearanceFields({ object, editor }: AppearanceFieldsProps) {
  const isImage = object.asset !== undefined || object.type === 'Custom';
  const Fields = isImage ? ImageFields : LookFields;
  return (
    <>
      <Fields object={object} editor={editor} />
      <OwnPicture object={object} editor={editor} />
    </>
  );
}

function LookFields({ object, editor }: AppearanceFieldsProps) {
  const { appearance, looks, objects } = useBuildStrings();
  const { id, type, look, colour, variant = 0 } = object;
  const names: readonly ObjectLook[] = objectLooks[type];
  const change = (next: Partial<WorldObject>) => editor.change('objects', id, next);
  return (
    <>
      {names.length > 0 && (
        <Choice
          label={appearance.look}
          value={names.find((name) => name === look) ?? usual}
          options={[
            { value: usual, label: objects[type] },
            ...names.map((name) => ({ value: name, label: looks[name] })),
          ]}
          onChange={(chosen) => change({ look: chosen === usual ? undefined : chosen })}
        />
      )}
      <ColourChoice
        label={appearance.colour}
        value={colour}
        onChange={(chosen) => change({ colour: chosen })}
      />
      {varied.has(type) && (
        <Choice
          label={appearance.details}
          value={variants.find((one) => one === String(variant)) ?? '0'}
          options={variants.map((value) => ({ value, label: String(Number(value) + 1) }))}
          onChange={(chosen) => change({ variant: chosen === '0' ? undefined : Number(chosen) })}
        />
      )}
    </>
  );
}

/** Where an image is, and what it takes of the floor. Each change is seen in the World at once. */
function ImageFields({ object, editor }: AppearanceFieldsProps) {
  const { images } = useBuildStrings();
  const { id, type, image = {}, placement = 'floor' } = object;
  const change = (next: Partial<WorldObject>) => editor.change('objects', id, next);
  const setImage = (next: WorldObject['image']) => {
    const kept = withoutUndefined({ ...image, ...next });
    return change({ image: Object.keys(kept).length === 0 ? undefined : kept });
  };
  const anchor = image.anchor ?? { x: 0.5, y: 1 };
  return (
    <>
      {placement !== 'flat' && (
        <>
          <TypedField
            label={images.width}
            inputMode="decimal"
            value={image.width === undefined ? '' : String(image.width)}
            onChange={(typed) => setImage({ width: numberOf(typed) })}
          />
          {(['x', 'y'] as const).map((axis) => (
            <TypedField
              key={axis}
              label={axis === 'x' ? images.anchorX : images.anchorY}
              inputMode="decimal"
              {...(axis === 'y' ? { note: images.anchorNote } : {})}
              value={image.anchor === undefined ? '' : String(Math.round(image.anchor[axis] * 1000) / 10)}
              onChange={(typed) => {
                const percent = numberOf(typed);
                return setImage({
                  anchor: percent === undefined ? undefined : { ...anchor, [axis]: percent / 100 },
                });
              }}
            />
          ))}
        </>
      )}
      {type === 'Custom' && <CustomFields object={object} editor={editor} />}
    </>
  );
}

/** Which image stands in place of the picture of ours. */
function OwnPicture({ object: { id, type, asset }, editor }: AppearanceFieldsProps) {
  const { images } = useBuildStrings();
  const [isOpen, setOpen] = useState(false);
  return (
    <details open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary className="cursor-pointer py-0.5 text-body font-semibold">{images.replace}</summary>
      {isOpen && (
        <div className="flex flex-col gap-1 pt-0.5">
          {asset !== undefined && type !== 'Custom' && (
            <Button
              look="secondary"
              onClick={() => editor.change('objects', id, { asset: undefined, image: undefined })}
            >
              {images.remove}
            </Button>
          )}
          <Part>
            <ImagePalette
              chosen={asset}
              onChoose={({ file }) => editor.change('objects', id, { asset: file })}
            />
          </Part>
        </div>
      )}
    </details>
  );
}

/** What a Custom Object takes of the floor. */
function CustomFields({ object, editor }: AppearanceFieldsProps) {
  const { images } = useBuildStrings();
  const { id, footprint = { width: 1, depth: 1 }, placement = 'floor', collision = true } = object;
  const change = (next: Partial<WorldObject>) => editor.change('objects', id, next);
  return (
    <>
      {(['width', 'depth'] as const).map((side) => (
        <TypedField
          key={side}
          label={side === 'width' ? images.footprintWidth : images.footprintDepth}
          inputMode="numeric"
          value={String(footprint[side])}
          onChange={(typed) => change({ footprint: { ...footprint, [side]: Number(typed) } })}
        />
      ))}
      <Choice
        label={images.placement}
        value={placement}
        options={optionsOf(placements, images.placements)}
        onChange={(chosen) => change({ placement: chosen })}
      />
      {placement === 'floor' && (
        <Switch label={images.blocks} isOn={collision} onChange={(isOn) => change({ collision: isOn })} />
      )}
    </>
  );
}

/** In either way of writing decimals; `undefined` for nothing, and NaN for what is no number. */
function numberOf(typed: string): number | undefined {
  return typed === '' ? undefined : Number(typed.replace(',', '.'));
}

type Walls = World['groundZone']['walls'];

interface WallFieldsProps {
  readonly walls: Walls;
  readonly onChange: (walls: Walls) => void;
}

/** How the walls of a Zone look from within. */
export function WallFields({ walls = {}, onChange }: WallFieldsProps) {
  const { appearance, finishes } = useBuildStrings();
  const set = (change: NonNullable<Walls>) => {
    const next = withoutUndefined({ ...walls, ...change });
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <details>
      <summary className="cursor-pointer py-0.5 text-body font-semibold">{appearance.walls}</summary>
      <div className="flex flex-col gap-1 pt-0.5">
        <Choice
          label={appearance.finish}
          value={walls.finish ?? 'plaster'}
          options={optionsOf(wallFinishes, finishes)}
          onChange={(finish) => set({ finish: finish === 'plaster' ? undefined : finish })}
        />
        <ColourChoice label={appearance.colour} value={walls.colour} onChange={(colour) => set({ colour })} />
      </div>
    </details>
  );
}

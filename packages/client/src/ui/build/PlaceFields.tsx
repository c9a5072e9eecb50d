import { useStore } from 'zustand';
import { extentOfSelection } from '@atrium/world';
import type { Zone } from '@atrium/world';
import type { Editor } from '../../build/editor.ts';
import { useBuildStrings } from './buildStrings.ts';
import { TypedField } from './TypedField.tsx';

interface PlaceFieldsProps {
  readonly editor: Editor;
  /** A Zone that has a size to be typed; the walls around it stay. */
  readonly zone?: Zone | undefined;
}

/** Where what is selected lies, in tiles: for who does not point, and who wants it exact. */
export function PlaceFields({ editor, zone }: PlaceFieldsProps) {
  const { inspector, place: words } = useBuildStrings();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const selection = useStore(editor.store, (state) => state.selection);
  const extent = extentOfSelection(world, selection);
  if (extent === undefined) return null;
  const bounds = zone?.bounds;
  const whole = (typed: string) => (/^\d+$/.test(typed) ? Number(typed) : undefined);
  return (
    <fieldset>
      <legend className="pb-0.5 text-body font-semibold">{words.legend}</legend>
      <div className="grid grid-cols-2 gap-1">
        {(['x', 'y'] as const).map((axis) => (
          <TypedField
            key={axis}
            label={words[axis]}
            inputMode="numeric"
            value={String(extent[axis])}
            onChange={(typed) => whole(typed) !== undefined && editor.moveTo({ [axis]: whole(typed) })}
          />
        ))}
        {zone !== undefined &&
          bounds !== undefined &&
          (['width', 'height'] as const).map((side) => (
            <TypedField
              key={side}
              label={inspector[side]}
              inputMode="numeric"
              value={String(bounds[side])}
              onChange={(typed) => {
                const size = whole(typed);
                return size !== undefined && editor.resizeZone(zone.id, { ...bounds, [side]: size });
              }}
            />
          ))}
      </div>
    </fieldset>
  );
}

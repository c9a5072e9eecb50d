import { useState } from 'react';
import { RotateCw, Trash2 } from 'lucide-react';
import { useStore } from 'zustand';
import { withoutUndefined } from '@atrium/protocol';
import { defaultMaxPeople, purposeOf, replaceWorld, selectedItems, zoneTypes as types } from '@atrium/world';
import type { Door, SpawnPoint, World, WorldObject, Zone } from '@atrium/world';
import { Choice, optionsOf } from '../../account/parts/Choice.tsx';
import { useStrings } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { objectName } from '../../build/objectName.ts';
import { Button } from '../controls/Button.tsx';
import { Switch } from '../controls/Switch.tsx';
import { AppearanceFields, WallFields } from './AppearanceFields.tsx';
import { lazyPart, Part } from '../Part.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { MapSize } from './MapSize.tsx';
import { PlaceFields } from './PlaceFields.tsx';
import { DoorAccess } from './Toolbox.tsx';
import { TypedField } from './TypedField.tsx';

/** What is selected, and what can be changed about it; the World itself where nothing is. */
export function Inspector({ editor }: { readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  return (
    <section
      aria-label={inspector.label}
      className="float-card scroll-slim flex max-h-full w-[17rem] flex-col gap-1.5 overflow-y-auto p-1.5"
    >
      <Content editor={editor} />
    </section>
  );
}

function Content({ editor }: { readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  const world = useStore(editor.store, ({ draft }) => draft.history.world);
  const selection = useStore(editor.store, (state) => state.selection);
  const selected = [...selectedItems(world, selection)];
  const [first] = selected;
  const room = selection.area && selected.find(({ list }) => list === 'zones')?.item;
  if (first === undefined) return <WorldFields world={world} editor={editor} />;
  if (room !== undefined && 'name' in room)
    return <Several title={inspector.room(room.name ?? '')} editor={editor} />;
  if (selected.length > 1) return <Several title={inspector.several(selected.length)} editor={editor} />;
  const key = first.item.id;
  switch (first.list) {
    case 'zones':
      return <ZoneFields key={key} zone={first.item} editor={editor} />;
    case 'doors':
      return <DoorFields key={key} door={first.item} world={world} editor={editor} />;
    case 'objects':
      return <ObjectFields key={key} object={first.item} editor={editor} />;
    case 'spawnPoints':
      return <SpawnPointFields key={key} spawnPoint={first.item} editor={editor} />;
    case 'passages':
      return <Several title={inspector.several(1)} editor={editor} />;
  }
}

function WorldFields({ world, editor }: { readonly world: World; readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  const { map, groundZone } = world;
  return (
    <>
      <Heading text={inspector.world} note={inspector.size(map.width, map.height)} />
      <TypedField
        label={inspector.groundName}
        value={groundZone.name}
        onChange={(name) => editor.changeWorld({ groundZone: { name } })}
      />
      <ZoneRules
        overrides={groundZone.overrides}
        onChange={(overrides) => editor.changeWorld({ groundZone: { overrides } })}
      />
      <WallFields
        walls={groundZone.walls}
        onChange={(walls) => editor.changeWorld({ groundZone: { walls } })}
      />
      <MapSize world={world} editor={editor} />
      <Import editor={editor} />
    </>
  );
}

/** Another World, or a map from elsewhere, in the place of the draft. */
function Import({ editor }: { readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button look="secondary" onClick={() => setOpen(true)}>
        {inspector.import}
      </Button>
      {isOpen && (
        <Part>
          <ImportDialog
            onImport={(imported) => editor.do(replaceWorld(editor.world, imported))}
            onClose={() => setOpen(false)}
          />
        </Part>
      )}
    </>
  );
}

const ImportDialog = lazyPart(async () => (await import('../import/ImportDialog.tsx')).ImportDialog);

type Overrides = Zone['overrides'];
interface ZoneRulesProps {
  readonly overrides: Overrides;
  readonly onChange: (overrides: Overrides) => void;
}

const audioRules = ['usual', 'push-to-talk', 'off'] as const;
const switchedRules = ['camera', 'screenShare', 'whiteboard'] as const;
const allowedChoices = ['usual', 'yes', 'no'] as const;

/** What is allowed in a Zone other than its ZoneType says. */
function ZoneRules({ overrides = {}, onChange }: ZoneRulesProps) {
  const { inspector } = useBuildStrings();
  const set = (change: NonNullable<Overrides>) => {
    const next = withoutUndefined({ ...overrides, ...change });
    onChange(Object.keys(next).length === 0 ? undefined : next);
  };
  return (
    <details>
      <summary className="cursor-pointer py-0.5 text-body font-semibold">{inspector.rules}</summary>
      <div className="flex flex-col gap-1 pt-0.5">
        <Choice
          label={inspector.audio}
          value={overrides.audio ?? 'usual'}
          options={optionsOf(audioRules, inspector.audioRules)}
          onChange={(audio) => set({ audio: audio === 'usual' ? undefined : audio })}
        />
        {switchedRules.map((rule) => (
          <Choice
            key={rule}
            label={inspector[rule]}
            value={choiceOf(overrides[rule])}
            options={optionsOf(allowedChoices, inspector.allowed)}
            onChange={(chosen) => set({ [rule]: chosen === 'usual' ? undefined : chosen === 'yes' })}
          />
        ))}
      </div>
    </details>
  );
}

function choiceOf(isAllowed: boolean | undefined): (typeof allowedChoices)[number] {
  if (isAllowed === undefined) return 'usual';
  return isAllowed ? 'yes' : 'no';
}

function Several({ title, editor }: { readonly title: string; readonly editor: Editor }) {
  return (
    <>
      <Heading text={title} />
      <PlaceFields editor={editor} />
      <TurnAndErase editor={editor} />
    </>
  );
}

function ZoneFields({ zone, editor }: { readonly zone: Zone; readonly editor: Editor }) {
  const { inspector, kinds } = useBuildStrings();
  const { zoneTypes } = useStrings();
  return (
    <>
      <Heading text={kinds.zones} />
      <TypedField
        isName
        label={inspector.name}
        value={zone.name}
        onChange={(name) => editor.change('zones', zone.id, { name })}
      />
      <Choice
        label={inspector.type}
        value={zone.type}
        options={optionsOf(types, zoneTypes)}
        onChange={(type) => editor.change('zones', zone.id, { type })}
      />
      <TypedField
        label={inspector.maxPeople}
        note={inspector.maxPeopleNote(defaultMaxPeople[zone.type])}
        inputMode="numeric"
        value={zone.maxPeople === undefined ? '' : String(zone.maxPeople)}
        onChange={(typed) => {
          const maxPeople = typed === '' ? undefined : Number(typed);
          return editor.change('zones', zone.id, { maxPeople });
        }}
      />
      <ZoneRules
        overrides={zone.overrides}
        onChange={(overrides) => editor.change('zones', zone.id, { overrides })}
      />
      <WallFields walls={zone.walls} onChange={(walls) => editor.change('zones', zone.id, { walls })} />
      <PlaceFields editor={editor} zone={zone} />
      <Button look="secondary" onClick={() => editor.selectRoom(zone.id)}>
        {inspector.selectRoom}
      </Button>
      <Erase editor={editor} />
    </>
  );
}

interface DoorFieldsProps {
  readonly door: Door;
  readonly world: World;
  readonly editor: Editor;
}

function DoorFields({ door, world, editor }: DoorFieldsProps) {
  const { inspector, kinds } = useBuildStrings();
  return (
    <>
      <Heading text={kinds.doors} note={inspector.place(door.bounds.x, door.bounds.y)} />
      <Choice
        label={inspector.leadsTo}
        value={door.leadsToZone}
        options={world.zones.map(({ id, name }) => ({ value: id, label: name }))}
        onChange={(leadsToZone) => editor.change('doors', door.id, { leadsToZone })}
      />
      <DoorAccess access={door.access} onChange={(access) => editor.change('doors', door.id, { access })} />
      <PlaceFields editor={editor} />
      <Erase editor={editor} />
    </>
  );
}

function ObjectFields({ object, editor }: { readonly object: WorldObject; readonly editor: Editor }) {
  const strings = useBuildStrings();
  const { inspector } = strings;
  const { interaction, linkedObjects, occupancy, persistent, position, type } = object;
  const opens = type === 'Computer' || type === 'Screen' || interaction?.opens !== undefined;
  const isUsable = purposeOf(object) !== undefined;
  return (
    <>
      <Heading text={objectName(strings, object)} note={inspector.place(position.x, position.y)} />
      <AppearanceFields object={object} editor={editor} />
      {opens && (
        <TypedField
          label={inspector.opens}
          note={inspector.opensNote}
          inputMode="url"
          value={interaction?.opens ?? ''}
          onChange={(typed) => editor.change('objects', object.id, { interaction: opening(object, typed) })}
        />
      )}
      {type === 'Whiteboard' && (
        <Switch
          label={inspector.persistent}
          isOn={persistent === true}
          onChange={(isOn) => editor.change('objects', object.id, { persistent: isOn || undefined })}
        />
      )}
      {isUsable && type === 'Computer' && (
        <Switch
          label={inspector.oneAtATime}
          isOn={occupancy !== 'multiple'}
          onChange={(isOn) =>
            editor.change('objects', object.id, { occupancy: isOn ? 'single' : 'multiple' })
          }
        />
      )}
      {linkedObjects !== undefined && (
        <p className="text-caption text-secondary">{inspector.links(linkedObjects.length)}</p>
      )}
      <PlaceFields editor={editor} />
      <TurnAndErase editor={editor} />
    </>
  );
}

/** What an Object does when it opens a page, or no page. */
function opening({ interaction }: WorldObject, typed: string): WorldObject['interaction'] {
  const { opens, ...rest } = interaction ?? { action: 'open' as const };
  if (typed !== '') return { ...rest, opens: typed };
  return interaction === undefined || Object.keys(rest).length === 1 ? undefined : rest;
}

interface SpawnPointFieldsProps {
  readonly spawnPoint: SpawnPoint;
  readonly editor: Editor;
}

function SpawnPointFields({ spawnPoint, editor }: SpawnPointFieldsProps) {
  const { inspector, kinds } = useBuildStrings();
  const { id, name = '', position } = spawnPoint;
  return (
    <>
      <Heading text={kinds.spawnPoints} note={inspector.place(position.x, position.y)} />
      <TypedField
        isName
        label={inspector.name}
        value={name}
        onChange={(typed) => editor.change('spawnPoints', id, { name: typed === '' ? undefined : typed })}
      />
      <PlaceFields editor={editor} />
      <Erase editor={editor} />
    </>
  );
}

function Heading({ text, note }: { readonly text: string; readonly note?: string }) {
  return (
    <div>
      <h2 dir="auto" className="text-emphasis font-semibold wrap-anywhere">
        {text}
      </h2>
      {note !== undefined && <p className="text-caption text-secondary">{note}</p>}
    </div>
  );
}

function TurnAndErase({ editor }: { readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  return (
    <div className="flex flex-wrap gap-1">
      <Button look="secondary" onClick={() => editor.turn(1)}>
        <RotateCw aria-hidden className="size-2" />
        {inspector.turn}
      </Button>
      <Erase editor={editor} />
    </div>
  );
}

function Erase({ editor }: { readonly editor: Editor }) {
  const { inspector } = useBuildStrings();
  return (
    <Button look="danger" onClick={() => editor.erase()}>
      <Trash2 aria-hidden className="size-2" />
      {inspector.erase}
    </Button>
  );
}

import {
  BrickWall,
  DoorOpen,
  Eraser,
  Flag,
  Grid2x2,
  Link2,
  MousePointer2,
  PaintRoller,
  Pipette,
  Sofa,
  SquareDashed,
} from 'lucide-react';
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { roles, zoneTypes as types } from '@atrium/world';
import type { Role } from '@atrium/world';
import { Choice, optionsOf } from '../../account/parts/Choice.tsx';
import { useStrings } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { choicesOfDesign, roomDesigns } from '../../build/furnishedRooms.ts';
import type { ToolName } from '../../build/tools.ts';
import { toolNames } from '../../build/tools.ts';
import type { HintSide } from '../controls/hint.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { lazyPart, Part } from '../Part.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { toolKeys } from './buildKeys.ts';
import { OutlinePalette } from './OutlinePalette.tsx';
import { ObjectPalette } from './ObjectPalette.tsx';
import { floorChoices, wallChoices } from './palettes.ts';
import { PictureButton } from './PictureButton.tsx';
import { FloorPicture, WallPicture } from './TilePicture.tsx';

const ImagePalette = lazyPart(async () => (await import('./ImagePalette.tsx')).ImagePalette);

const icons: Readonly<Record<ToolName, LucideIcon>> = {
  select: MousePointer2,
  room: Grid2x2,
  wall: BrickWall,
  floor: PaintRoller,
  zone: SquareDashed,
  door: DoorOpen,
  object: Sofa,
  link: Link2,
  spawn: Flag,
  erase: Eraser,
  pick: Pipette,
};

/** The tools, and what is chosen for the one in hand. */
export function Toolbox({ editor }: { readonly editor: Editor }) {
  const strings = useBuildStrings();
  const tool = useStore(editor.store, (state) => state.tool);
  return (
    <>
      <div
        role="toolbar"
        aria-label={strings.toolbox}
        className="float-card grid gap-0.25 p-0.5 [@media(max-height:30rem)]:grid-cols-2"
      >
        <ToolButtons editor={editor} hintSide="right" />
      </div>
      <Palette key={tool} tool={tool} editor={editor} />
    </>
  );
}

interface ToolButtonsProps {
  readonly editor: Editor;
  readonly hintSide: HintSide;
}

/** A button for each tool. */
export function ToolButtons({ editor, hintSide }: ToolButtonsProps) {
  const strings = useBuildStrings();
  const tool = useStore(editor.store, (state) => state.tool);
  return toolNames.map((name) => (
    <IconButton
      key={name}
      icon={icons[name]}
      label={strings.tools[name]}
      shortcut={toolKeys[name].toUpperCase()}
      hintSide={hintSide}
      isActive={tool === name}
      aria-pressed={tool === name}
      onClick={() => editor.choose(name)}
      className="h-4.5!"
    />
  ));
}

const palettes: Partial<Record<ToolName, typeof FloorPalette>> = {
  select: OutlinePalette,
  object: ObjectPalette,
  floor: FloorPalette,
  wall: WallPalette,
  room: RoomPalette,
  zone: ZonePalette,
  door: DoorPalette,
};

/** What is chosen for a tool; nothing for those that have no choice. */
export function Palette({ tool, editor }: { readonly tool: ToolName; readonly editor: Editor }) {
  const strings = useBuildStrings();
  const Content = palettes[tool];
  if (Content === undefined) return null;
  return (
    <section
      aria-label={strings.palette}
      className={`float-card scroll-slim flex max-h-full w-[13.5rem] flex-col gap-1 overflow-y-auto p-1 ${tool === 'select' ? '[@media(max-height:30rem)]:hidden' : ''}`}
    >
      <Content editor={editor} />
    </section>
  );
}

function FloorPalette({ editor }: { readonly editor: Editor }) {
  const { floors, inspector } = useBuildStrings();
  const floor = useStore(editor.store, ({ choices }) => choices.floor);
  const isFloorTool = useStore(editor.store, ({ tool }) => tool === 'floor');
  return (
    <>
      <Pictured label={inspector.floor}>
        {floorChoices.map((name) => (
          <PictureButton
            key={name}
            name={floors[name]}
            isChosen={floor === name}
            onClick={() => editor.setChoices({ floor: name })}
          >
            <FloorPicture name={name} />
          </PictureButton>
        ))}
      </Pictured>
      <Part>
        <ImagePalette
          chosen={floor}
          {...(isFloorTool && { offeredTo: editor })}
          onChoose={({ file }) => editor.setChoices({ floor: file })}
        />
      </Part>
    </>
  );
}

function WallPalette({ editor }: { readonly editor: Editor }) {
  const { wallKinds, inspector } = useBuildStrings();
  const wall = useStore(editor.store, ({ choices }) => choices.wall);
  return (
    <Pictured label={inspector.wall}>
      {wallChoices.map((name) => (
        <PictureButton
          key={name}
          name={wallKinds[name]}
          isChosen={wall === name}
          onClick={() => editor.setChoices({ wall: name })}
        >
          <WallPicture name={name} />
        </PictureButton>
      ))}
    </Pictured>
  );
}

/** Choices that are known by their pictures. */
function Pictured({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend className="pb-0.25 text-body font-semibold">{label}</legend>
      <div className="grid grid-cols-3 gap-0.5">{children}</div>
    </fieldset>
  );
}

function ZonePalette({ editor }: { readonly editor: Editor }) {
  const { inspector, zoneParts } = useBuildStrings();
  const { zoneTypes } = useStrings();
  const isZoneTool = useStore(editor.store, ({ tool }) => tool === 'zone');
  const zonePart = useStore(editor.store, ({ choices }) => choices.zonePart);
  const zoneType = useStore(editor.store, ({ choices }) => choices.zoneType);
  return (
    <>
      {isZoneTool && (
        <OneOf
          label={zoneParts.label}
          value={zonePart}
          options={optionsOf(['new', 'add', 'subtract'] as const, zoneParts)}
          onChange={(value) => editor.setChoices({ zonePart: value })}
        />
      )}
      {(!isZoneTool || zonePart === 'new') && (
        <Choice
          label={inspector.type}
          value={zoneType}
          options={optionsOf(types, zoneTypes)}
          onChange={(value) => editor.setChoices({ zoneType: value })}
        />
      )}
    </>
  );
}

function DoorPalette({ editor }: { readonly editor: Editor }) {
  const door = useStore(editor.store, ({ choices }) => choices.door);
  return <DoorAccess access={door} onChange={(access) => editor.setChoices({ door: access })} />;
}

const roomChoices = ['empty', ...roomDesigns] as const;

function RoomPalette({ editor }: { readonly editor: Editor }) {
  const { inspector, designs } = useBuildStrings();
  const design = useStore(editor.store, ({ choices }) => choices.design);
  return (
    <>
      <Choice
        label={inspector.startWith}
        value={design ?? 'empty'}
        options={optionsOf(roomChoices, designs)}
        onChange={(chosen) => editor.setChoices(choicesOfDesign(chosen === 'empty' ? undefined : chosen))}
      />
      {design === undefined && <ZonePalette editor={editor} />}
      <DoorPalette editor={editor} />
      {design === undefined && <FloorPalette editor={editor} />}
      {design === undefined && <WallPalette editor={editor} />}
    </>
  );
}

const accessTypes = ['open', 'knock', 'role'] as const;
type Access = ReturnType<Editor['store']['getState']>['choices']['door'];

interface DoorAccessProps {
  readonly access: Access;
  readonly onChange: (access: Access) => void;
}

/** Whom a Door lets in. */
export function DoorAccess({ access, onChange }: DoorAccessProps) {
  const { inspector } = useBuildStrings();
  const allowed = access.allowedRoles ?? [];
  const withType = (type: Access['type']): Access =>
    type === 'open'
      ? { type }
      : { type, allowedRoles: allowed.length === 0 ? ['Admin', 'Editor', 'Member'] : allowed };
  const toggled = (role: Role) =>
    allowed.includes(role) ? allowed.filter((other) => other !== role) : [...allowed, role];
  return (
    <>
      <Choice
        label={inspector.access}
        value={access.type}
        options={optionsOf(accessTypes, inspector.accessTypes)}
        onChange={(type) => onChange(withType(type))}
      />
      {access.type !== 'open' && (
        <fieldset className="flex flex-col">
          <legend className="text-body font-semibold">
            {access.type === 'knock' ? inspector.rolesKnock : inspector.rolesOnly}
          </legend>
          {roles.map((role) => (
            <label key={role} className="flex min-h-3.5 items-center gap-1 text-body">
              <input
                type="checkbox"
                checked={allowed.includes(role)}
                onChange={() => onChange({ ...access, allowedRoles: toggled(role) })}
              />
              {inspector.roles[role]}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly value: string;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** A few choices that all are seen. */
function OneOf<Value extends string>({ label, value, options, onChange }: OneOfProps<Value>) {
  return (
    <fieldset className="flex flex-col gap-0.25">
      <legend className="pb-0.25 text-body font-semibold">{label}</legend>
      <div className="flex flex-wrap gap-0.5">
        {options.map((option) => (
          <button
            key={option.value}
            type="button"
            aria-pressed={value === option.value}
            onClick={() => onChange(option.value)}
            className={`min-h-4 rounded-control border px-1 text-body ${value === option.value ? 'border-accent bg-raised text-accent' : 'border-edge hover:bg-raised-hover'}`}
          >
            {option.label}
          </button>
        ))}
      </div>
    </fieldset>
  );
}

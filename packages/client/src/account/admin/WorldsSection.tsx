import { useRef, useState } from 'react';
import { managedWorldListSchema, managedWorldSchema } from '@atrium/protocol';
import type { Account, ManagedWorld } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import { worldAddress } from '../../app/route.ts';
import { Button, buttonLook } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';
import { NewWorld } from './NewWorld.tsx';
import { readWorldFile } from './readWorldFile.ts';
import { versionFile, WorldPicture } from './WorldPicture.tsx';
import { Duplicate, WorldVersions } from './WorldVersions.tsx';

/** The Worlds of the Workspace. */
export function WorldsSection({ account }: { readonly account: Account }) {
  const { worlds } = useAccountStrings();
  const resource = useResource('/managed-worlds', managedWorldListSchema);
  const mayManage = hasRight(account.role, 'manageWorlds');
  return (
    <>
      <Section title={worlds.title} text={worlds.text}>
        <Rows
          resource={resource}
          rows={resource.value?.worlds}
          keyOf={({ worldId }) => worldId}
          none={worlds.none}
        >
          {(world) => <WorldRow world={world} mayManage={mayManage} onChanged={resource.reload} />}
        </Rows>
      </Section>
      {mayManage && <NewWorld onMade={resource.reload} />}
    </>
  );
}

interface WorldRowProps {
  readonly world: ManagedWorld;
  readonly mayManage: boolean;
  readonly onChanged: () => void;
}

function WorldRow({ world, mayManage, onChanged }: WorldRowProps) {
  const { worlds } = useAccountStrings();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const [hasVersions, setHasVersions] = useState(false);
  const path = `/managed-worlds/${encodeURIComponent(world.worldId)}`;
  const change = (body: object) =>
    void run(async () => void (await api.send('PATCH', path, { body }))).then(onChanged);
  const download = () =>
    void run(async () =>
      saveFile(`${world.worldId}.world.json`, await (await api.send('GET', `${path}/file`)).blob()),
    );
  const marks = [
    world.isDefault ? worlds.isDefault : '',
    world.isArchived ? worlds.isArchived : worlds.people(world.people),
    world.guests ? '' : worlds.noGuests,
    worlds.version(world.version, world.versions),
  ].filter(Boolean);
  return (
    <>
      <WorldPicture file={versionFile(world.worldId, world.currentVersion)} />
      <div className="flex min-w-0 flex-[1_1_18rem] flex-col gap-0.5">
        <div className="flex">
          <RowText title={world.name} text={marks.join(' · ')} />
        </div>
        <div className="-ml-1.5 flex flex-wrap items-center gap-0.5">
          {!world.isArchived && (
            <a href={worldAddress(world.worldId)} className={buttonLook('quiet')}>
              {worlds.enter}
            </a>
          )}
          <Button look="quiet" onClick={download}>
            {worlds.download}
          </Button>
          <Button look="quiet" aria-expanded={hasVersions} onClick={() => setHasVersions(!hasVersions)}>
            {hasVersions ? worlds.versions.hide : worlds.versions.show}
          </Button>
          <NewVersion path={path} base={world.currentVersion} onMade={onChanged} />
          {mayManage && <Managing world={world} path={path} change={change} onChanged={onChanged} />}
        </div>
        <Problem text={problem} />
      </div>
      {hasVersions && (
        <WorldVersions key={world.currentVersion} world={world} mayManage={mayManage} onChanged={onChanged} />
      )}
    </>
  );
}

interface ManagingProps {
  readonly world: ManagedWorld;
  readonly path: string;
  readonly change: (body: object) => void;
  readonly onChanged: () => void;
}

/** What only Admins do. The default World stays open, and stays. */
function Managing({ world, path, change, onChanged }: ManagingProps) {
  const { worlds } = useAccountStrings();
  const api = useAccountApi();
  const [isDuplicating, setDuplicating] = useState(false);
  const remove = async () => {
    await api.send('DELETE', path);
    onChanged();
  };
  return (
    <>
      <Rename world={world} onRename={(name) => change({ name })} />
      <Button look="quiet" onClick={() => setDuplicating(true)}>
        {worlds.versions.duplicate}
      </Button>
      {isDuplicating && (
        <Duplicate
          world={world}
          number={world.currentVersion}
          onDone={onChanged}
          onClose={() => setDuplicating(false)}
        />
      )}
      <Button look="quiet" onClick={() => change({ guests: !world.guests })}>
        {world.guests ? worlds.closeToGuests : worlds.openToGuests}
      </Button>
      {!world.isDefault && !world.isArchived && (
        <Button look="quiet" onClick={() => change({ isDefault: true })}>
          {worlds.makeDefault}
        </Button>
      )}
      {!world.isDefault && (
        <>
          <Button look="quiet" onClick={() => change({ isArchived: !world.isArchived })}>
            {world.isArchived ? worlds.restore : worlds.archive}
          </Button>
          <Confirm
            trigger={worlds.delete}
            title={worlds.deleteTitle(world.name)}
            text={worlds.deleteText}
            action={worlds.delete}
            onConfirm={remove}
          />
        </>
      )}
    </>
  );
}

function Rename({
  world,
  onRename,
}: {
  readonly world: ManagedWorld;
  readonly onRename: (name: string) => void;
}) {
  const { worlds } = useAccountStrings();
  const [name, setName] = useState<string | undefined>();
  if (name === undefined) {
    return (
      <Button look="quiet" onClick={() => setName(world.name)}>
        {worlds.rename}
      </Button>
    );
  }
  return (
    <form
      className="flex items-end gap-0.5"
      onKeyDown={({ key }) => {
        if (key === 'Escape') setName(undefined);
      }}
      onSubmit={(event) => {
        event.preventDefault();
        onRename(name);
        setName(undefined);
      }}
    >
      <Field label={worlds.name} value={name} onChange={setName} required maxLength={40} autoFocus />
      <Button look="secondary" type="submit">
        {worlds.save}
      </Button>
    </form>
  );
}

/** A World file from the device takes the place of the current version. */
function NewVersion({
  path,
  base,
  onMade,
}: {
  readonly path: string;
  /** The current version, as far as this page knows. */
  readonly base: number;
  readonly onMade: () => void;
}) {
  const { worlds } = useAccountStrings();
  const api = useAccountApi();
  const { run, problem } = useDoing();
  const input = useRef<HTMLInputElement>(null);
  const publish = (file: File) =>
    void run(async () => {
      const content = await readWorldFile(file, worlds.notJson);
      await api.ask('PUT', `${path}/file?base=${base}`, content, managedWorldSchema);
    }).then(onMade);
  return (
    <>
      <input
        ref={input}
        type="file"
        accept=".json,application/json"
        className="sr-only"
        tabIndex={-1}
        aria-label={worlds.publish}
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file !== undefined) publish(file);
        }}
      />
      <Button look="quiet" onClick={() => input.current?.click()}>
        {worlds.publish}
      </Button>
      <Problem text={problem} />
    </>
  );
}

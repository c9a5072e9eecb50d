import { useEffect, useState } from 'react';
import { managedWorldSchema, worldVersionListSchema } from '@atrium/protocol';
import type { ManagedWorld, WorldVersion } from '@atrium/protocol';
import { compareWorlds, readPublishedWorld } from '@atrium/world';
import type { World } from '@atrium/world';
import { describeComparison } from '../../strings/describeComparison.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { AccountFailure } from '../accountApi.ts';
import type { AccountApi } from '../accountApi.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { Choice } from '../parts/Choice.tsx';
import { ConfirmDialog } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useDoing, useFailureText, useResource } from '../useAccountApi.ts';
import { versionFile, WorldPicture } from './WorldPicture.tsx';

type ShownWorld = Pick<ManagedWorld, 'worldId' | 'name' | 'currentVersion'>;

interface WorldVersionsProps {
  readonly world: ShownWorld;
  /** Whether the person may make Worlds. */
  readonly mayManage: boolean;
  /** Shows a version in the picture of the World; left out where there is none. */
  readonly onLook?: (number: number) => void;
  /** @param isRestored whether another version is in use now */
  readonly onChanged: (isRestored: boolean) => void;
}

/** All versions of a World: to be looked at, compared, brought back, copied and kept as a file. */
export function WorldVersions({ world, mayManage, onLook, onChanged }: WorldVersionsProps) {
  const { worlds } = useAccountStrings();
  const path = pathOf(world.worldId);
  const resource = useResource(`${path}/versions`, worldVersionListSchema);
  const versions = resource.value?.versions;
  return (
    <div className="basis-full border-l-2 border-hairline pl-1.5">
      <Rows resource={resource} rows={versions} keyOf={({ number }) => number} none={worlds.versions.none}>
        {(version) => (
          <VersionRow
            world={world}
            version={version}
            others={(versions ?? []).filter((other) => other !== version)}
            mayManage={mayManage}
            onLook={onLook}
            onChanged={onChanged}
          />
        )}
      </Rows>
    </div>
  );
}

interface VersionRowProps extends Omit<WorldVersionsProps, 'onLook'> {
  readonly onLook: ((number: number) => void) | undefined;
  readonly version: WorldVersion;
  readonly others: readonly WorldVersion[];
}

function VersionRow({ world, version, others, mayManage, onLook, onChanged }: VersionRowProps) {
  const { versions: words, ...worlds } = useAccountStrings().worlds;
  const api = useAccountApi();
  const moment = useMoment();
  const { run, problem } = useDoing();
  const [isShown, setShown] = useState(false);
  const [asked, setAsked] = useState<Question>();
  const { number } = version;
  const isCurrent = number === world.currentVersion;
  const about = [
    isCurrent ? words.current : '',
    words.by(version.createdBy, moment(version.createdAt)),
    version.restoredFrom === null ? '' : words.restoredFrom(version.restoredFrom),
    version.note,
  ].filter(Boolean);
  const download = () =>
    void run(async () => {
      const file = await api.send('GET', versionFile(world.worldId, number));
      saveFile(`${world.worldId}-${number}.world.json`, await file.blob());
    });
  return (
    <>
      <RowText title={words.title(number, version.version)} text={about.join(' · ')} />
      <div className="-ml-1.5 flex flex-wrap items-center gap-0.5">
        <Button look="quiet" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? words.hideIt : words.look}
        </Button>
        {onLook !== undefined && (
          <Button look="quiet" onClick={() => onLook(number)}>
            {words.inPicture}
          </Button>
        )}
        {!isCurrent && (
          <Button look="quiet" onClick={() => setAsked('restore')}>
            {words.restore}
          </Button>
        )}
        {mayManage && (
          <Button look="quiet" onClick={() => setAsked('duplicate')}>
            {words.duplicate}
          </Button>
        )}
        <Button look="quiet" onClick={download}>
          {worlds.download}
        </Button>
      </div>
      <Problem text={problem} />
      {isShown && <VersionShown worldId={world.worldId} number={number} others={others} />}
      <Asked
        world={world}
        number={number}
        asked={asked}
        onChanged={onChanged}
        onClose={() => setAsked(undefined)}
      />
    </>
  );
}

type Question = 'restore' | 'duplicate' | undefined;

interface QuestionProps extends Pick<WorldVersionsProps, 'world' | 'onChanged'> {
  readonly number: number;
  readonly asked: Question;
  readonly onClose: () => void;
}

function Asked({ world, number, asked, onChanged, onClose }: QuestionProps) {
  const about = { world, number, onClose };
  if (asked === 'restore') return <Restore {...about} onDone={() => onChanged(true)} />;
  return asked === 'duplicate' && <Duplicate {...about} onDone={() => onChanged(false)} />;
}

interface VersionShownProps {
  readonly worldId: string;
  readonly number: number;
  readonly others: readonly WorldVersion[];
}

const noOther = '';

/** A version from above, and what it changes from another: at first from the one before it. */
function VersionShown({ worldId, number, others }: VersionShownProps) {
  const { versions: words } = useAccountStrings().worlds;
  const before = others.find((other) => other.number < number)?.number;
  const [chosen, setChosen] = useState<string>(before === undefined ? noOther : String(before));
  const options = [
    { value: noOther, label: words.noComparison },
    ...others.map((other) => ({
      value: String(other.number),
      label: words.title(other.number, other.version),
    })),
  ];
  return (
    <div className="flex basis-full flex-wrap items-start gap-1.5">
      <div role="img" aria-label={words.picture(number)}>
        <WorldPicture file={versionFile(worldId, number)} />
      </div>
      <div className="flex min-w-0 flex-[1_1_14rem] flex-col gap-0.5">
        <Choice label={words.compareWith} value={chosen} options={options} onChange={setChosen} />
        {chosen !== noOther && <Changes worldId={worldId} from={Number(chosen)} to={number} />}
      </div>
    </div>
  );
}

interface ChangesProps {
  readonly worldId: string;
  readonly from: number;
  readonly to: number;
}

function Changes({ worldId, from, to }: ChangesProps) {
  const { worlds, common } = useAccountStrings();
  const { versions: words } = worlds;
  const api = useAccountApi();
  const failureText = useFailureText();
  const [state, setState] = useState<{ sentences?: readonly string[]; problem?: string }>({});
  useEffect(() => {
    let isWanted = true;
    setState({});
    Promise.all([readVersion(api, worldId, from), readVersion(api, worldId, to)]).then(
      ([before, after]) => {
        if (!isWanted) return;
        if (before === undefined || after === undefined) return setState({ problem: words.unreadable });
        setState({ sentences: describeComparison(compareWorlds(before, after), words.changes) });
      },
      (error: unknown) => isWanted && setState({ problem: failureText(error) }),
    );
    return () => {
      isWanted = false;
    };
  }, [api, failureText, words, worldId, from, to]);
  if (state.problem !== undefined) return <Problem text={state.problem} />;
  if (state.sentences === undefined) return <p className="text-body text-secondary">{common.loading}</p>;
  return (
    <ul className="list-disc pl-2 text-body">
      {state.sentences.map((sentence) => (
        <li key={sentence} dir="auto" className="wrap-anywhere">
          {sentence}
        </li>
      ))}
    </ul>
  );
}

async function readVersion(api: AccountApi, worldId: string, number: number): Promise<World | undefined> {
  const file = await api.send('GET', versionFile(worldId, number));
  return readPublishedWorld(new Uint8Array(await file.arrayBuffer()));
}

interface AskedProps {
  readonly world: ShownWorld;
  readonly number: number;
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function Restore({ world, number, onDone, onClose }: AskedProps) {
  const { versions: words } = useAccountStrings().worlds;
  const api = useAccountApi();
  const [note, setNote] = useState('');
  const [isOutdated, setOutdated] = useState(false);
  return (
    <ConfirmDialog
      title={words.restoreTitle(number)}
      text={words.restoreText}
      action={words.restore}
      look="primary"
      onClose={() => {
        onClose();
        // The version that came in between is to be looked at first.
        if (isOutdated) onDone();
      }}
      onConfirm={async () => {
        const path = `${pathOf(world.worldId)}/versions/${number}/restore`;
        try {
          await api.ask('POST', path, { base: world.currentVersion, note }, managedWorldSchema);
        } catch (error) {
          setOutdated(error instanceof AccountFailure && error.code === 'version_outdated');
          throw error;
        }
        onDone();
      }}
    >
      <Field label={words.note} value={note} onChange={setNote} maxLength={200} />
    </ConfirmDialog>
  );
}

/** Asks what a copy of a version is called, and makes it a World of its own. */
export function Duplicate({ world, number, onDone, onClose }: AskedProps) {
  const { versions: words, ...worlds } = useAccountStrings().worlds;
  const api = useAccountApi();
  const [name, setName] = useState(world.name);
  return (
    <ConfirmDialog
      title={words.duplicateTitle}
      text={words.duplicateText}
      action={words.duplicate}
      look="primary"
      onClose={onClose}
      onConfirm={async () => {
        const copyOf = { worldId: world.worldId, version: number };
        await api.ask('POST', '/managed-worlds', { name, copyOf }, managedWorldSchema);
        onDone();
      }}
    >
      <Field label={worlds.name} value={name} onChange={setName} required maxLength={40} />
    </ConfirmDialog>
  );
}

function pathOf(worldId: string): string {
  return `/managed-worlds/${encodeURIComponent(worldId)}`;
}

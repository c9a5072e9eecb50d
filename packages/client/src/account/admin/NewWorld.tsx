import { useId, useState } from 'react';
import type { ReactNode } from 'react';
import { managedWorldSchema, worldTemplateListSchema } from '@atrium/protocol';
import type { ManagedWorld } from '@atrium/protocol';
import { useServices } from '../../app/useServices.ts';
import { worldAddress } from '../../app/route.ts';
import { importChosen } from '../../build/import/importChosen.ts';
import type { ImportNote } from '../../build/import/importReport.ts';
import { Switch } from '../../ui/controls/Switch.tsx';
import { ImportNotesList } from '../../ui/import/ImportNotesList.tsx';
import { describeImportFailure, importedKinds, useImportStrings } from '../../ui/import/importStrings.ts';
import { AccountFailure } from '../accountApi.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { Field } from '../parts/Field.tsx';
import { FileField } from '../parts/FileField.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { useAccountApi, useResource } from '../useAccountApi.ts';
import { WorldPicture } from './WorldPicture.tsx';

const fromFile = 'file';

interface Made {
  readonly world: ManagedWorld;
  /** Of an import. */
  readonly notes: readonly ImportNote[] | undefined;
}

/** A new World: from a template, or from files of the device. */
export function NewWorld({ onMade }: { readonly onMade: () => void }) {
  const { worlds } = useAccountStrings();
  const api = useAccountApi();
  const readFiles = useImport();
  const { value } = useResource('/world-templates', worldTemplateListSchema);
  const templates = value?.templates ?? [];
  const [name, setName] = useState('');
  const [chosen, setChosen] = useState<string | undefined>();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isHalfSize, setHalfSize] = useState(false);
  const [made, setMade] = useState<Made | undefined>();
  const source = chosen ?? templates[0]?.templateId ?? fromFile;
  const make = async () => {
    const read = source === fromFile ? await readFiles(files, isHalfSize) : undefined;
    const from = read === undefined ? { templateId: source } : { file: read.world };
    const world = await api.ask('POST', '/managed-worlds', { name, ...from }, managedWorldSchema);
    setMade({ world, notes: read?.kind === 'map' ? read.notes : undefined });
    setName('');
    onMade();
  };
  return (
    <Section title={worlds.newTitle} text={worlds.newText}>
      <Form action={worlds.make} done={made && <MadeWorld world={made.world} />} onSubmit={make}>
        <Field label={worlds.name} value={name} onChange={setName} required maxLength={40} />
        <fieldset>
          <legend className="pb-0.5 text-body font-semibold">{worlds.from}</legend>
          <div className="grid grid-cols-[repeat(auto-fill,minmax(11.5rem,1fr))] gap-1">
            {templates.map(({ templateId, name: title }) => (
              <Source
                key={templateId}
                title={worlds.templateNames[templateId] ?? title}
                text={worlds.templateTexts[templateId]}
                isChosen={source === templateId}
                onChoose={() => setChosen(templateId)}
              >
                <WorldPicture file={`/world-templates/${encodeURIComponent(templateId)}/file`} />
              </Source>
            ))}
            <Source
              title={worlds.fromFile}
              text={worlds.fromFileText}
              isChosen={source === fromFile}
              onChoose={() => setChosen(fromFile)}
            />
          </div>
        </fieldset>
        {source === fromFile && (
          <>
            <FileField label={worlds.file} accept={importedKinds} isMultiple onChoose={setFiles} />
            <HalfSize isOn={isHalfSize} onChange={setHalfSize} />
          </>
        )}
      </Form>
      {made?.notes !== undefined && <ImportNotesList notes={made.notes} />}
    </Section>
  );
}

/** Opens files as a World. @throws AccountFailure with the sentence that says why not */
function useImport() {
  const strings = useImportStrings();
  const { log } = useServices();
  return async (files: readonly File[], isHalfSize: boolean) => {
    const result = await importChosen(files, { isHalfSize, names: strings.names }, log.of('account'));
    if (result.ok) return result;
    throw new AccountFailure('world_invalid', describeImportFailure(result.reason, strings));
  };
}

function HalfSize(props: { readonly isOn: boolean; readonly onChange: (isOn: boolean) => void }) {
  const strings = useImportStrings();
  return (
    <div className="text-body">
      <Switch label={strings.isHalfSize} {...props} />
      <p className="text-caption text-secondary">{strings.halfSizeNote}</p>
    </div>
  );
}

interface SourceProps {
  readonly title: string;
  readonly text: string | undefined;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
  /** A picture. */
  readonly children?: ReactNode;
}

/** One thing that a World can be made of, with its picture. */
function Source({ title, text, isChosen, onChoose, children }: SourceProps) {
  const id = useId();
  return (
    <label
      className={`flex cursor-pointer flex-col gap-0.5 rounded-control border p-1 has-focus-visible:outline-2 has-focus-visible:outline-focus ${isChosen ? 'border-accent bg-raised' : 'border-edge hover:bg-raised-hover'}`}
    >
      {children}
      <span className="flex items-center gap-1 text-body font-semibold">
        <input
          type="radio"
          name="source"
          checked={isChosen}
          onChange={onChoose}
          aria-describedby={text === undefined ? undefined : id}
          className="accent-accent"
        />
        <bdi>{title}</bdi>
      </span>
      {text !== undefined && (
        <span id={id} className="text-caption text-secondary">
          {text}
        </span>
      )}
    </label>
  );
}

function MadeWorld({ world: { worldId } }: Pick<Made, 'world'>) {
  const { worlds } = useAccountStrings();
  return (
    <>
      {worlds.made}{' '}
      <a href={worldAddress(worldId)} className="text-text underline underline-offset-4">
        {worlds.enterIt}
      </a>
    </>
  );
}

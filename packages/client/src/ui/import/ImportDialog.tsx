import { useState } from 'react';
import { unpackTiles } from '@atrium/world';
import type { World } from '@atrium/world';
import { FileField } from '../../account/parts/FileField.tsx';
import { useServices } from '../../app/useServices.ts';
import { importChosen } from '../../build/import/importChosen.ts';
import type { ImportResult } from '../../build/import/importReport.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { Switch } from '../controls/Switch.tsx';
import { ImportNotesList } from './ImportNotesList.tsx';
import { describeImportFailure, importedKinds, useImportStrings } from './importStrings.ts';

interface ImportDialogProps {
  /** Gets a World with unpacked tiles. */
  readonly onImport: (world: World) => void;
  readonly onClose: () => void;
}

/** Opens files of the device as a draft: first it reads them and says what comes of them, then it does it. */
export function ImportDialog({ onImport, onClose }: ImportDialogProps) {
  const strings = useImportStrings();
  const { log } = useServices();
  const [files, setFiles] = useState<readonly File[]>([]);
  const [isHalfSize, setHalfSize] = useState(false);
  const [state, setState] = useState<ImportResult | 'reading' | undefined>();
  const read = () => {
    setState('reading');
    importChosen(files, { isHalfSize, names: strings.names }, log.of('build')).then(
      setState,
      (cause: unknown) => {
        log.of('build').swallowed('A file of the device could not be read: the dialog says so', cause);
        setState({ ok: false, reason: { code: 'stopped' } });
      },
    );
  };
  const result = state === 'reading' ? undefined : state;
  /** What was read is not what is chosen any more. */
  const forget = <Value,>(change: (value: Value) => void) => {
    return (value: Value) => {
      change(value);
      setState(undefined);
    };
  };
  return (
    <Modal title={strings.title} text={strings.text} onClose={onClose}>
      <form
        className="flex flex-col gap-1.5"
        onSubmit={(event) => {
          event.preventDefault();
          if (state === 'reading') return;
          if (result?.ok === true) {
            onImport(unpackTiles(result.world));
            onClose();
          } else read();
        }}
      >
        <FileField label={strings.files} accept={importedKinds} isMultiple onChoose={forget(setFiles)} />
        <Switch label={strings.isHalfSize} isOn={isHalfSize} onChange={forget(setHalfSize)} />
        <p className="text-caption text-secondary">{strings.halfSizeNote}</p>
        {state === 'reading' && <Spinner label={strings.reading} />}
        {result !== undefined && <Outcome result={result} />}
        <div className="flex flex-wrap justify-end gap-1">
          <Button look="secondary" onClick={onClose}>
            {strings.cancel}
          </Button>
          <Button look="primary" type="submit" aria-disabled={state === 'reading'}>
            {result?.ok === true ? strings.replace : strings.read}
          </Button>
        </div>
      </form>
    </Modal>
  );
}

function Outcome({ result }: { readonly result: ImportResult }) {
  const strings = useImportStrings();
  if (!result.ok)
    return (
      <p role="alert" dir="auto" className="text-body text-danger wrap-anywhere">
        {describeImportFailure(result.reason, strings)}
      </p>
    );
  const { map, zones } = result.world;
  return (
    <div role="status" className="flex flex-col gap-1">
      <p className="text-body">{strings.size(map.width, map.height, zones.length)}</p>
      <ImportNotesList notes={result.notes} />
    </div>
  );
}

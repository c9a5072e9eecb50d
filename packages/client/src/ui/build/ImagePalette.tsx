import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ImagePlus } from 'lucide-react';
import { assetListSchema, assetSchema } from '@atrium/protocol';
import type { Asset } from '@atrium/protocol';
import { useAccountApi, useDoing, useResource } from '../../account/useAccountApi.ts';
import { useServices } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { imageAmong, imageName, imageToSend, imageTypes, objectOfImage } from '../../build/imageUpload.ts';
import { Button } from '../controls/Button.tsx';
import { useBuildStrings } from './buildStrings.ts';

interface ImagePaletteProps {
  readonly editor: Editor;
  /** Part of the name of those that are shown. */
  readonly search: string;
}

/** Images of the Workspace, to be placed like furniture; new ones by choosing, dropping or pasting a file. */
export function ImagePalette({ editor, search }: ImagePaletteProps) {
  const { images } = useBuildStrings();
  const query = new URLSearchParams({ kind: 'object', ...(search === '' ? {} : { search }) });
  const resource = useResource(`/assets?${query}`, assetListSchema);
  const [uploaded, setUploaded] = useState<readonly Asset[]>([]);
  const upload = useUpload(editor, (asset) => setUploaded((before) => [asset, ...before]));
  const known = new Set(uploaded.map(({ file }) => file));
  const others = (resource.value?.assets ?? []).filter(({ file }) => !known.has(file));
  const all = [...uploaded, ...others];
  return (
    <div
      role="group"
      aria-label={images.group}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        upload.take(event.dataTransfer.files);
      }}
      className="flex flex-col gap-0.5"
    >
      <p aria-hidden className="text-caption text-secondary">
        {images.group}
      </p>
      {all.length > 0 && (
        <div className="grid grid-cols-3 gap-0.5">
          {all.map((asset) => (
            <ImageChoice key={asset.file} asset={asset} editor={editor} />
          ))}
        </div>
      )}
      <UploadButton isBusy={upload.isBusy} onChoose={upload.take} />
      {upload.problem === undefined ? (
        <p className="text-caption text-secondary">{images.uploadNote}</p>
      ) : (
        <p role="alert" className="text-caption text-danger">
          {upload.problem}
        </p>
      )}
    </div>
  );
}

interface Upload {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly take: (files: Iterable<File>) => void;
}

/** Sends an image, and takes it in hand to be placed. */
function useUpload(editor: Editor, onUploaded: (asset: Asset) => void): Upload {
  const { images } = useBuildStrings();
  const api = useAccountApi();
  const { log } = useServices();
  const { isBusy, problem, run } = useDoing();
  const [isUnreadable, setUnreadable] = useState(false);
  const take = (files: Iterable<File>) => {
    const file = imageAmong(files);
    setUnreadable(file === undefined);
    if (file === undefined) return;
    void run(async () => {
      const bytes = await imageToSend(file).catch((cause: unknown) => {
        log.swallowed('An image cannot be read', cause);
        return undefined;
      });
      setUnreadable(bytes === undefined);
      if (bytes === undefined) return;
      const placed = { footprint: { width: 1, height: 1 }, collision: true, interactions: [] };
      const metadata = JSON.stringify({ kind: 'object', ...placed });
      const query = new URLSearchParams({ name: imageName(file), metadata });
      const asset = await api.ask('POST', `/assets?${query}`, bytes, assetSchema);
      onUploaded(asset);
      editor.setChoices({ image: objectOfImage(asset), furnitureSet: undefined });
    });
  };
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const paste = ({ clipboardData }: ClipboardEvent) => {
      const files = [...(clipboardData?.files ?? [])];
      if (files.length > 0) latest.current(files);
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
  return { isBusy, problem: isUnreadable ? images.unreadable : problem, take };
}

interface UploadButtonProps {
  readonly isBusy: boolean;
  readonly onChoose: (files: Iterable<File>) => void;
}

function UploadButton({ isBusy, onChoose }: UploadButtonProps) {
  const { images } = useBuildStrings();
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={images.upload}
        accept={imageTypes.join(',')}
        onChange={({ target }) => {
          onChoose([...(target.files ?? [])]);
          // The same file may be chosen again.
          target.value = '';
        }}
      />
      <Button look="secondary" disabled={isBusy} onClick={() => input.current?.click()}>
        <ImagePlus aria-hidden className="size-2" />
        {isBusy ? images.uploading : images.upload}
      </Button>
    </>
  );
}

function ImageChoice({ asset, editor }: { readonly asset: Asset; readonly editor: Editor }) {
  const chosen = useStore(editor.store, ({ choices }) => choices.image?.asset);
  const isChosen = chosen === asset.file;
  return (
    <button
      type="button"
      aria-pressed={isChosen}
      title={asset.name}
      aria-label={asset.name}
      onClick={() => editor.setChoices({ image: objectOfImage(asset), furnitureSet: undefined })}
      className={`flex h-7 items-center justify-center rounded-control border p-0.25 ${isChosen ? 'border-accent bg-raised' : 'border-transparent hover:bg-raised-hover'}`}
    >
      <img src={asset.url} alt="" className="max-h-full max-w-full object-contain" />
    </button>
  );
}

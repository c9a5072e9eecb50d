import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { ImagePlus } from 'lucide-react';
import { assetListSchema, assetSchema } from '@atrium/protocol';
import type { Asset } from '@atrium/protocol';
import { useAccountApi, useDoing, useResource } from '../../account/useAccountApi.ts';
import { useServices } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { imageAmong, imageName, imageToSend, imageTypes } from '../../build/imageUpload.ts';
import { Button } from '../controls/Button.tsx';
import { useBuildStrings } from './buildStrings.ts';
import { PictureButton } from './PictureButton.tsx';

interface ImagePaletteProps {
  /** Part of the name of those that are shown. */
  readonly search?: string;
  /** File name of the one in use. */
  readonly chosen: string | undefined;
  /** What is dropped on the picture or pasted is taken here. */
  readonly offeredTo?: Editor;
  readonly onChoose: (asset: Asset) => void;
}

/** Images of the Workspace, to choose from; new ones by choosing, dropping or pasting a file. */
export function ImagePalette({ search = '', chosen, offeredTo, onChoose }: ImagePaletteProps) {
  const { images } = useBuildStrings();
  const query = new URLSearchParams({ kind: 'object', ...(search === '' ? {} : { search }) });
  const resource = useResource(`/assets?${query}`, assetListSchema);
  const [uploaded, setUploaded] = useState<readonly Asset[]>([]);
  const upload = useUpload((asset) => {
    setUploaded((before) => [asset, ...before.filter(({ file }) => file !== asset.file)]);
    onChoose(asset);
  });
  const known = new Set(uploaded.map(({ file }) => file));
  const others = (resource.value?.assets ?? []).filter(({ file }) => !known.has(file));
  const all = [...uploaded, ...others];
  return (
    <div
      role="group"
      aria-label={images.group}
      onDrop={(event) => {
        event.preventDefault();
        event.stopPropagation();
        upload.take(event.dataTransfer.files);
      }}
      className="flex flex-col gap-0.5"
    >
      {offeredTo !== undefined && <Offered editor={offeredTo} onTake={upload.take} />}
      <p aria-hidden className="text-caption text-secondary">
        {images.group}
      </p>
      {all.length > 0 && (
        <div className="grid grid-cols-3 gap-0.5">
          {all.map((asset) => (
            <PictureButton
              key={asset.file}
              name={asset.name}
              isChosen={asset.file === chosen}
              onClick={() => onChoose(asset)}
            >
              <img src={asset.url} alt="" className="max-h-full max-w-full object-contain" />
            </PictureButton>
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

interface OfferedProps {
  readonly editor: Editor;
  readonly onTake: (files: Iterable<File>) => void;
}

/** Takes what is dropped on the picture or pasted. */
function Offered({ editor, onTake }: OfferedProps): null {
  const offered = useStore(editor.store, (state) => state.offered);
  useEffect(() => {
    const file = offered && editor.takeOffered();
    if (file !== undefined) onTake([file]);
  }, [editor, offered, onTake]);
  return null;
}

interface Upload {
  readonly isBusy: boolean;
  readonly problem: string | undefined;
  readonly take: (files: Iterable<File>) => void;
}

/** Sends images to the Workspace. */
function useUpload(onUploaded: (asset: Asset) => void): Upload {
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
      onUploaded(await api.ask('POST', `/assets?${query}`, bytes, assetSchema));
    });
  };
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

import { useId, useRef } from 'react';
import { Button } from '../../ui/controls/Button.tsx';
import { initialsOf } from '../../ui/initials.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { useDoing } from '../useAccountApi.ts';
import { Problem } from './Problem.tsx';

interface PictureFieldProps {
  readonly of: 'person' | 'workspace';
  /** `null`: there is none. */
  readonly url: string | null;
  /** Whose initials stand in its place. */
  readonly name: string;
  readonly onUpload: (file: File) => Promise<void>;
  readonly onRemove: () => Promise<void>;
}

/** An image that can be chosen from the device, and taken away. */
export function PictureField({ of, url, name, onUpload, onRemove }: PictureFieldProps) {
  const { common } = useAccountStrings();
  const { run, problem, isBusy } = useDoing();
  const input = useRef<HTMLInputElement>(null);
  const id = useId();
  return (
    <div className="flex flex-col gap-1">
      <div className="flex flex-wrap items-center gap-1.5">
        <span className="grid size-8 shrink-0 place-items-center overflow-clip rounded-full bg-raised text-emphasis font-semibold">
          {url === null ? (
            initialsOf(name)
          ) : (
            <img src={url} alt={common.pictureOf(name)} className="size-full object-cover" />
          )}
        </span>
        <input
          ref={input}
          id={id}
          type="file"
          accept={of === 'person' ? 'image/png,image/jpeg,image/webp' : 'image/png,image/webp,image/svg+xml'}
          className="sr-only"
          tabIndex={-1}
          aria-label={common.choosePicture}
          onChange={(event) => {
            const [file] = event.target.files ?? [];
            event.target.value = '';
            if (file !== undefined) void run(() => onUpload(file));
          }}
        />
        <Button look="secondary" aria-disabled={isBusy} onClick={() => input.current?.click()}>
          {common.choosePicture}
        </Button>
        {url !== null && (
          <Button look="quiet" aria-disabled={isBusy} onClick={() => void run(onRemove)}>
            {common.removePicture}
          </Button>
        )}
      </div>
      <p className="text-caption text-secondary">{of === 'person' ? common.pictureNote : common.logoNote}</p>
      <Problem text={problem} />
    </div>
  );
}

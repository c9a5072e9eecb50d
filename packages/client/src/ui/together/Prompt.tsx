import { LoaderCircle } from 'lucide-react';
import type { AvatarLook } from '@atrium/protocol';
import { AvatarThumbnail } from '../../lobby/AvatarThumbnail.tsx';
import { Button } from '../controls/Button.tsx';

interface Choice {
  readonly text: string;
  readonly act: () => void;
}

interface PromptProps {
  /** Of the person who asks. */
  readonly look?: AvatarLook;
  readonly isWaiting?: boolean;
  readonly text: string;
  readonly yes?: Choice;
  readonly no: Choice;
}

/** A question that waits at the top of the screen until it is answered. It takes no focus: nobody answers it by accident. */
export function Prompt({ look, isWaiting = false, text, yes, no }: PromptProps) {
  return (
    <li
      aria-label={text}
      className={`float-card pointer-events-auto flex max-w-full animate-drop flex-wrap items-center justify-end gap-1 py-0.5 pr-0.5 text-body ${look === undefined && !isWaiting ? 'pl-2' : 'pl-1'}`}
    >
      <span className="flex min-w-0 flex-1 items-center gap-1">
        {look !== undefined && (
          <span
            aria-hidden
            className="grid size-5 shrink-0 place-items-start justify-center overflow-clip rounded-full bg-raised"
          >
            <span className="-mt-1">
              <AvatarThumbnail look={look} />
            </span>
          </span>
        )}
        {isWaiting && <LoaderCircle aria-hidden className="size-2.5 shrink-0 animate-turn text-accent" />}
        <span dir="auto" className="min-w-0 font-semibold break-words">
          {text}
        </span>
      </span>
      <span className="flex shrink-0 gap-0.5">
        {yes !== undefined && (
          <Button look="primary" onClick={yes.act}>
            {yes.text}
          </Button>
        )}
        <Button look="secondary" onClick={no.act}>
          {no.text}
        </Button>
      </span>
    </li>
  );
}

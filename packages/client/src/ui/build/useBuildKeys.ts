import { useEffect, useRef } from 'react';
import type { KeyboardEvent } from 'react';
import { useKeyBindings, useSettings } from '../../app/useServices.ts';
import type { Editor } from '../../build/editor.ts';
import { actionOf } from '../../input/shortcuts.ts';
import { useMedia } from '../media/useMedia.ts';
import { useMediaActions } from '../media/useMediaActions.ts';
import { actOnCommand, actOnKey } from './buildKeys.ts';

/**
 * The keys of Build Mode. Of the World's own, those of the microphone go on working.
 *
 * @param find opens what finds anything by typing
 */
export function useBuildKeys(editor: Editor, find: () => void) {
  const media = useMedia();
  const actions = useMediaActions();
  const keys = useKeyBindings();
  const { singleKeys } = useSettings();
  const talkingKey = useRef<string | undefined>(undefined);

  useEffect(() => {
    const stopTalking = () => {
      if (talkingKey.current !== undefined) media.pushToTalk(false);
      talkingKey.current = undefined;
    };
    const release = ({ code }: globalThis.KeyboardEvent) => {
      if (code === talkingKey.current) stopTalking();
    };
    window.addEventListener('keyup', release);
    window.addEventListener('blur', stopTalking);
    return () => {
      stopTalking();
      window.removeEventListener('keyup', release);
      window.removeEventListener('blur', stopTalking);
    };
  }, [media]);

  const onKey = (event: KeyboardEvent) => {
    const action = actionOf(event, keys, singleKeys);
    if (opensField(event, find) || actOnKey(editor, event, singleKeys, keys)) event.preventDefault();
    else if (action === 'microphone' && !event.repeat) actions.press('microphone');
    else if (action === 'pushToTalk') {
      event.preventDefault();
      if (talkingKey.current !== undefined) return;
      talkingKey.current = event.code;
      media.pushToTalk(true);
    }
  };
  /** Beside the plan: what means the same wherever the focus is. */
  const onCommand = (event: KeyboardEvent) => {
    if (event.key === 'Escape') focusPlan();
    else if (opensField(event, find)) event.preventDefault();
    else if (!isTyping() && actOnCommand(editor, event)) event.preventDefault();
  };
  return { onKey, onCommand };
}

/** F2 names what is selected, and Ctrl+K finds anything. @returns whether the key was one of them */
function opensField(event: KeyboardEvent, find: () => void): boolean {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') find();
  else if (event.key === 'F2') document.querySelector<HTMLInputElement>('[data-build-name]')?.select();
  else return false;
  return true;
}

function focusPlan(): void {
  document.querySelector<HTMLElement>('[data-build-plan]')?.focus({ preventScroll: true });
}

/** Whether keys and the clipboard are for a text that is being typed. */
export function isTyping(): boolean {
  const { activeElement } = document;
  if (activeElement instanceof HTMLInputElement) return !['checkbox', 'radio'].includes(activeElement.type);
  return activeElement instanceof HTMLTextAreaElement;
}

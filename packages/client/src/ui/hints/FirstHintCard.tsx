import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  useKeyBindings,
  useLanguage,
  useMediaQuery,
  useServices,
  useSettings,
  useStrings,
} from '../../app/useServices.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import type { FirstHint } from '../../settings/settings.ts';
import { IconButton } from '../controls/IconButton.tsx';
import { Key } from '../controls/Key.tsx';
import { keyLabel } from '../keyLabel.ts';
import { firstHintStrings } from './firstHintStrings.ts';
import { useSurface } from '../VisitContext.ts';

/** One thing that newcomers can do here, until they have done it or put it away. The World below takes presses. */
export function FirstHintCard() {
  const words = firstHintStrings[useLanguage()];
  const { settings } = useServices();
  const hint = useSurface((state) => state.firstHint);
  return (
    <div aria-live="polite" className="contents">
      {hint !== undefined && (
        <div className="float-card pointer-events-none flex max-w-[min(38rem,100%)] animate-rise items-center gap-1 py-0.5 pr-0.5 pl-2 text-body">
          <HintText hint={hint} />
          <IconButton
            icon={X}
            label={words.dismiss}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => settings.setState(({ hintsDone }) => ({ hintsDone: [...hintsDone, hint] }))}
            className="pointer-events-auto text-secondary hover:text-text"
          />
        </div>
      )}
    </div>
  );
}

function HintText({ hint }: { readonly hint: FirstHint }) {
  const words = firstHintStrings[useLanguage()];
  const isTouch = useMediaQuery('(pointer: coarse)');
  const { singleKeys } = useSettings();
  const audio = useSurface(({ zone }) => zone?.rules.audio);
  if (isTouch) return <Words>{words.touch[hint]}</Words>;
  switch (hint) {
    case 'walk':
      return (
        <Words keys={singleKeys ? ['up', 'left', 'down', 'right'] : []}>
          {singleKeys ? words.walkWithKeys : words.walk}
        </Words>
      );
    case 'talk':
      if (audio === 'push-to-talk' && singleKeys)
        return <Words keys={['pushToTalk']}>{words.holdToTalk}</Words>;
      return <Words keys={['microphone']}>{words.talk}</Words>;
    case 'knock':
      return <Words keys={['interact']}>{words.knock}</Words>;
    case 'others':
      return <Words keys={['people']}>{words.others}</Words>;
    case 'heard':
    case 'approach':
      return <Words>{words[hint]}</Words>;
  }
}

interface WordsProps {
  readonly children: ReactNode;
  /** What the keys behind the words do. */
  readonly keys?: readonly ShortcutAction[];
}

function Words({ children, keys = [] }: WordsProps) {
  const strings = useStrings();
  const bindings = useKeyBindings();
  const { singleKeys } = useSettings();
  return (
    <p className="min-w-0 flex-1">
      {children}
      {singleKeys && keys.length > 0 && (
        <span className="ml-1 inline-flex gap-0.5 align-middle">
          {keys.map((action) => (
            <Key key={action} label={keyLabel(bindings[action], strings)} />
          ))}
        </span>
      )}
    </p>
  );
}

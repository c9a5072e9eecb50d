import { useState } from 'react';
import { useKeyBindings, useLanguage, useServices, useSettings, useStrings } from '../../app/useServices.ts';
import { actionOfKey, isBindableKey, shortcutActions } from '../../input/shortcuts.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import { Button } from '../controls/Button.tsx';
import { Switch } from '../controls/Switch.tsx';
import { keyLabel } from '../keyLabel.ts';
import { settingsStrings } from './settingsStrings.ts';

/** Single keys on or off, and another key for any action. */
export function ShortcutSettings() {
  const { settings: store } = useServices();
  const { singleKeys, keys: chosen } = useSettings();
  const words = settingsStrings[useLanguage()];
  const [awaiting, setAwaiting] = useState<ShortcutAction | undefined>();
  const [taken, setTaken] = useState<string | undefined>();
  const chooseKey = useKeyChoice(setTaken, () => setAwaiting(undefined));

  return (
    <>
      <Switch
        label={words.singleKeys}
        isOn={singleKeys}
        onChange={(isOn) => store.setState({ singleKeys: isOn })}
      />
      <p className="pb-1 text-caption text-secondary">{words.shortcutsHint}</p>
      {singleKeys && (
        <ul>
          {shortcutActions.map((action) => (
            <ShortcutRow
              key={action}
              action={action}
              isAwaiting={awaiting === action}
              problem={awaiting === action ? taken : undefined}
              onStart={() => {
                setTaken(undefined);
                setAwaiting(action);
              }}
              onStop={() => setAwaiting(undefined)}
              onKey={(key) => chooseKey(action, key)}
            />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {taken}
      </p>
      {singleKeys && Object.keys(chosen).length > 0 && (
        <Button look="secondary" className="w-full" onClick={() => store.setState({ keys: {} })}>
          {words.resetKeys}
        </Button>
      )}
    </>
  );
}

/** Gives an action a key, unless another action has it. */
function useKeyChoice(setTaken: (problem: string | undefined) => void, done: () => void) {
  const { settings: store } = useServices();
  const strings = useStrings();
  const words = settingsStrings[useLanguage()];
  const bindings = useKeyBindings();
  return (action: ShortcutAction, key: string) => {
    const owner = actionOfKey(key, bindings);
    if (owner !== undefined && owner !== action) {
      setTaken(words.keyTaken(keyLabel(key, strings), strings.shortcuts.action[owner]));
      return;
    }
    setTaken(undefined);
    store.setState(({ keys }) => ({ keys: { ...keys, [action]: key } }));
    done();
  };
}

interface ShortcutRowProps {
  readonly action: ShortcutAction;
  readonly isAwaiting: boolean;
  /** Why the key that was pressed cannot be had. */
  readonly problem: string | undefined;
  readonly onStart: () => void;
  readonly onStop: () => void;
  readonly onKey: (key: string) => void;
}

function ShortcutRow({ action, isAwaiting, problem, onStart, onStop, onKey }: ShortcutRowProps) {
  const strings = useStrings();
  const words = settingsStrings[useLanguage()];
  const bindings = useKeyBindings();
  const label = keyLabel(bindings[action], strings);
  const name = strings.shortcuts.action[action];
  return (
    <li className="flex min-h-6 items-center justify-between gap-2">
      <span className="min-w-0">
        {name}
        {problem !== undefined && (
          <span aria-hidden className="block text-caption text-danger">
            {problem}
          </span>
        )}
      </span>
      <button
        type="button"
        aria-label={isAwaiting ? words.pressKey : words.changeKey(name, label)}
        onClick={onStart}
        onBlur={onStop}
        onKeyDown={(event) => {
          if (!isAwaiting || event.key === 'Tab') return;
          event.preventDefault();
          event.stopPropagation();
          if (event.key === 'Escape') onStop();
          else if (isBindableKey(event.key)) onKey(event.key.toLowerCase());
        }}
        className={`min-h-5.5 min-w-5.5 shrink-0 rounded-control border px-1 text-body transition-colors duration-150 hover:bg-raised-hover ${isAwaiting ? 'border-accent text-accent' : 'border-edge bg-raised'}`}
      >
        {isAwaiting ? words.pressKey : label}
      </button>
    </li>
  );
}

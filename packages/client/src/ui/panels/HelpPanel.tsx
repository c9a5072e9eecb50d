import { useState } from 'react';
import type { ReactNode } from 'react';
import { useKeyBindings, useServices, useSettings, useStrings } from '../../app/services.ts';
import { reactionShortcuts } from '../../input/shortcuts.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import { Button } from '../controls/Button.tsx';
import { Key } from '../controls/Key.tsx';
import { keyLabel } from '../keyLabel.ts';

/** What keys, pointer and fingers do. */
export function HelpPanel() {
  const strings = useStrings();
  const { singleKeys } = useSettings();
  const { shortcuts: words, keys } = strings;
  return (
    <div
      data-autofocus
      tabIndex={0}
      role="region"
      aria-label={words.title}
      className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-2 -outline-offset-2!"
    >
      {!singleKeys && <p className="text-secondary">{words.off}</p>}
      <Section title={words.moving}>
        <WalkingKeysLine />
        <Line words={words.clickWalkText}>{words.clickWalk}</Line>
      </Section>
      {singleKeys && (
        <Section title={words.talking}>
          {(['microphone', 'pushToTalk', 'camera', 'screen', 'doNotDisturb'] as const).map((action) => (
            <ShortcutLine key={action} action={action} />
          ))}
        </Section>
      )}
      <Section title={words.acting}>
        <ShortcutLine action="interact" fixed={keys.enter} />
        {singleKeys &&
          (['people', 'chat', 'raiseHand', 'minimap', 'settings', 'help'] as const).map((action) => (
            <ShortcutLine key={action} action={action} />
          ))}
        {singleKeys && <ReactionKeysLine />}
        <Line words={words.escape}>
          <Key label={keys.escape} />
        </Line>
      </Section>
      <Section title={words.viewing}>
        <Line words={words.dragText}>{words.drag}</Line>
        <Line words={words.wheelText}>{words.wheel}</Line>
        {singleKeys && <ShortcutLine action="zoomIn" />}
        {singleKeys && <ShortcutLine action="zoomOut" />}
        <ShortcutLine action="centre" fixed={keys.home} />
      </Section>
      <ProblemReport />
    </div>
  );
}

/** Hands the person what the page has noted of itself, to be sent to the host. */
function ProblemReport() {
  const { report: words } = useStrings();
  const { log, logText } = useServices();
  const [copied, setCopied] = useState<string | undefined>();
  const copy = () => {
    const text = logText();
    navigator.clipboard.writeText(text).then(
      () => setCopied(words.copied),
      (cause: unknown) => {
        log.swallowed('Copying is not allowed, or not over plain http: the text is shown instead', cause);
        setCopied(text);
      },
    );
  };
  return (
    <section className="flex flex-col items-start gap-1 border-t border-hairline pt-2">
      <h3 className="font-semibold">{words.title}</h3>
      <p className="text-secondary">{words.text}</p>
      <Button look="secondary" onClick={copy}>
        {words.copy}
      </Button>
      {copied !== undefined && (
        <p
          role="status"
          className="max-h-30 w-full overflow-auto text-caption whitespace-pre-wrap select-all"
        >
          {copied}
        </p>
      )}
    </section>
  );
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h3 className="pb-0.5 font-semibold">{title}</h3>
      <dl>{children}</dl>
    </section>
  );
}

function Line({ words, children }: { readonly words: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-4 items-center justify-between gap-2 py-0.5">
      <dt className="min-w-0 text-secondary">{words}</dt>
      <dd className="flex shrink-0 flex-wrap justify-end gap-0.5">{children}</dd>
    </div>
  );
}

function WalkingKeysLine() {
  const strings = useStrings();
  const bindings = useKeyBindings();
  const { singleKeys } = useSettings();
  return (
    <Line words={strings.shortcuts.anyDirection}>
      {singleKeys &&
        (['up', 'left', 'down', 'right'] as const).map((action) => (
          <Key key={action} label={keyLabel(bindings[action], strings)} />
        ))}
      <Key label={strings.shortcuts.arrows} />
    </Line>
  );
}

function ReactionKeysLine() {
  const strings = useStrings();
  const bindings = useKeyBindings();
  return (
    <Line words={strings.together.reactions.title}>
      {reactionShortcuts.map((action) => (
        <Key key={action} label={keyLabel(bindings[action], strings)} />
      ))}
    </Line>
  );
}

interface ShortcutLineProps {
  readonly action: ShortcutAction;
  /** A key that does the same and cannot be changed. */
  readonly fixed?: string;
}

function ShortcutLine({ action, fixed }: ShortcutLineProps) {
  const strings = useStrings();
  const bindings = useKeyBindings();
  const { singleKeys } = useSettings();
  return (
    <Line words={strings.shortcuts.action[action]}>
      {singleKeys && <Key label={keyLabel(bindings[action], strings)} />}
      {fixed !== undefined && <Key label={fixed} />}
    </Line>
  );
}

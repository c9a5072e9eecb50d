import { useState } from 'react';
import type { ReactNode } from 'react';
import {
  useKeyBindings,
  useLanguage,
  useMediaQuery,
  useSettings,
  useStrings,
} from '../../app/useServices.ts';
import { reactionShortcuts } from '../../input/shortcuts.ts';
import type { ShortcutAction } from '../../input/shortcuts.ts';
import { CopyLog } from '../CopyLog.tsx';
import { Button } from '../controls/Button.tsx';
import { Key } from '../controls/Key.tsx';
import { keyLabel } from '../keyLabel.ts';
import { ProblemReportDialog } from '../problemReport/ProblemReportDialog.tsx';
import { problemReportStrings } from '../problemReport/problemReportStrings.ts';
import { helpStrings } from './helpStrings.ts';

/** What keys, pointer and fingers do. */
export function HelpPanel() {
  const strings = useStrings();
  const { singleKeys } = useSettings();
  const { lines: words } = helpStrings[useLanguage()];
  const { shortcuts, keys } = strings;
  const hasNoKeys = useMediaQuery('(pointer: coarse) and (not (any-pointer: fine))');
  if (hasNoKeys) return <TouchHelp />;
  return (
    <div
      data-autofocus
      tabIndex={0}
      role="region"
      aria-label={shortcuts.title}
      className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-2 -outline-offset-2!"
    >
      <GuideLink />
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
          (
            ['people', 'chat', 'waveNearest', 'dance', 'raiseHand', 'minimap', 'settings', 'help'] as const
          ).map((action) => <ShortcutLine key={action} action={action} />)}
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

/** What fingers do, for those who have nothing else. */
function TouchHelp() {
  const { shortcuts: words } = useStrings();
  const { touch: gestures } = helpStrings[useLanguage()];
  return (
    <div
      role="region"
      tabIndex={0}
      aria-label={words.title}
      className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-2 -outline-offset-2!"
    >
      <GuideLink />
      <ul className="flex flex-col gap-1.5">
        {(['tap', 'tapThing', 'tapPerson', 'talk', 'wave', 'react', 'drag', 'pinch', 'more'] as const).map(
          (gesture) => (
            <li key={gesture}>
              <p className="font-semibold">{gestures[gesture].title}</p>
              <p className="text-secondary">{gestures[gesture].text}</p>
            </li>
          ),
        )}
      </ul>
      <ProblemReport />
    </div>
  );
}

/** To the pages of docs/use, which the build puts beside the Client (`build/guide.ts`). */
function GuideLink() {
  const { guide } = helpStrings[useLanguage()];
  return (
    <a href="/guide/index.html" target="_blank" rel="noopener" className="self-start font-semibold underline">
      {guide}
    </a>
  );
}

function ProblemReport() {
  const language = useLanguage();
  const { report: words } = helpStrings[language];
  const [isWriting, setWriting] = useState(false);
  return (
    <section className="flex flex-col items-start gap-1 border-t border-hairline pt-2">
      <h3 className="font-semibold">{words.title}</h3>
      <p className="text-secondary">{words.text}</p>
      <Button look="secondary" onClick={() => setWriting(true)}>
        {problemReportStrings[language].title}
      </Button>
      <CopyLog />
      {isWriting && <ProblemReportDialog onClose={() => setWriting(false)} />}
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
  const { lines: words } = helpStrings[useLanguage()];
  const bindings = useKeyBindings();
  const { singleKeys } = useSettings();
  return (
    <Line words={words.anyDirection}>
      {singleKeys &&
        (['up', 'left', 'down', 'right'] as const).map((action) => (
          <Key key={action} label={keyLabel(bindings[action], strings)} />
        ))}
      <Key label={words.arrows} />
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

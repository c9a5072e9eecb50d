import { Button, buttonLook } from '../ui/controls/Button.tsx';
import type { Strings } from '../strings/en.ts';
import { Logo } from '../ui/Logo.tsx';
import { useStrings } from './useServices.ts';
import type { Stage } from './stage.ts';

type MessageStage = Extract<Stage, { kind: 'message' | 'failed' }>;

interface Message {
  readonly title: string;
  readonly text: string;
  readonly canRetry: boolean;
}

/** Says in plain words why there is nothing to enter, and what to do about it. */
export function MessagePage({
  stage,
  onRetry,
}: {
  readonly stage: MessageStage;
  readonly onRetry: () => void;
}) {
  const strings = useStrings();
  const { title, text, canRetry } = messageOf(stage, strings);
  return (
    <main className="grid min-h-dvh place-items-center p-3">
      <div className="flex max-w-[56ch] flex-col items-center gap-2 text-center">
        <Logo />
        <h1 className="text-title font-semibold">{title}</h1>
        <p className="text-emphasis text-secondary">{text}</p>
        <div className="mt-1 flex flex-wrap justify-center gap-1">
          {canRetry && (
            <Button look="primary" onClick={onRetry}>
              {strings.pages.tryAgain}
            </Button>
          )}
          {window.location.pathname !== '/' && (
            <a href="/" className={buttonLook('secondary')}>
              {strings.pages.goHome}
            </a>
          )}
        </div>
      </div>
    </main>
  );
}

function messageOf(stage: MessageStage, { pages, errors }: Strings): Message {
  if (stage.kind === 'failed') {
    const { code, message } = stage;
    // Who banned one and why is known to the server alone.
    const text = (code === 'banned' ? message : undefined) ?? errors[code];
    return { title: pages.failedTitle, text, canRetry: true };
  }
  switch (stage.page) {
    case 'notFound':
      return { title: pages.notFoundTitle, text: pages.notFoundText, canRetry: false };
    case 'notSetUp':
      return { title: pages.notSetUpTitle, text: pages.notSetUpText, canRetry: true };
    case 'unknownWorld':
      return {
        title: pages.unknownWorldTitle,
        text: pages.unknownWorldText(stage.worldId),
        canRetry: false,
      };
    case 'noWorlds':
      return { title: pages.noWorldsTitle, text: pages.noWorldsText, canRetry: true };
    case 'unreachable':
      return { title: pages.unreachableTitle, text: pages.unreachableText, canRetry: true };
    case 'brokenWorld':
      return { title: pages.brokenTitle, text: pages.brokenText, canRetry: true };
  }
}

import { TriangleAlert } from 'lucide-react';
import { useStrings } from '../../app/useServices.ts';
import { browserKind } from '../../media/devices/browserKind.ts';
import type { DeviceProblem } from '../../media/mediaControl.ts';

interface DeviceTroubleProps {
  readonly what: string;
  readonly problem: DeviceProblem | undefined;
}

/** What went wrong with a device, and what to do about it in this browser. */
export function DeviceTrouble({ what, problem }: DeviceTroubleProps) {
  const { media: words } = useStrings();
  // That is said elsewhere, before anybody has tried.
  if (problem === undefined || problem === 'insecure-origin' || problem === 'no-calls') return null;
  const help = problem === 'denied' ? ` ${words.check.allow[browserKind(navigator.userAgent)]}` : '';
  return <Trouble text={`${words.problemOf(what, words.problem[problem])}${help}`} isAlert />;
}

export function Trouble({ text, isAlert = false }: { readonly text: string; readonly isAlert?: boolean }) {
  return (
    <p role={isAlert ? 'alert' : undefined} className="flex gap-1 text-body">
      <TriangleAlert aria-hidden className="mt-0.5 size-2 shrink-0 text-danger" />
      {text}
    </p>
  );
}

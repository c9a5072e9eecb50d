import { Hammer } from 'lucide-react';
import { useEffect } from 'react';
import { useLanguage } from '../../app/useServices.ts';
import type { Language } from '../../strings/languages.ts';
import { useSurface, useVisit } from '../VisitContext.ts';

const sentences: Readonly<Record<Language, (name: string) => string>> = {
  en: (name) => `${name} is building`,
  'pt-BR': (name) => `${name} está construindo`,
};

/** Who edits the World at this moment, so that nobody wonders why it changes. */
export function Builder() {
  const name = useSurface(({ builder }) => builder);
  const { announcer } = useVisit();
  const text = sentences[useLanguage()](name ?? '');

  useEffect(() => {
    if (name !== undefined) announcer.say(text);
  }, [announcer, name, text]);

  if (name === undefined) return null;
  return (
    <p className="float-card pointer-events-auto flex min-h-5.5 max-w-full min-w-0 shrink-[99] items-center gap-0.5 px-1 text-caption">
      <Hammer aria-hidden className="size-2 shrink-0 text-secondary" />
      <bdi className="truncate">{text}</bdi>
    </p>
  );
}

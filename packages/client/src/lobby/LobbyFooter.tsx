import { useServices, useSettings, useStrings } from '../app/useServices.ts';
import { worldAddress } from '../app/route.ts';
import type { WorldSummary } from '../app/stage.ts';
import { LanguageSelect } from '../ui/LanguageSelect.tsx';

/** Language, and the other Worlds of this server. */
export function LobbyFooter({ others }: { readonly others: readonly WorldSummary[] }) {
  const { settings } = useServices();
  const { language } = useSettings();
  const { lobby } = useStrings();
  return (
    <footer className="flex w-full max-w-[60rem] flex-wrap items-center justify-between gap-1 px-1 pt-2 pb-[env(safe-area-inset-bottom)]">
      {others.length > 0 ? (
        <nav
          aria-label={lobby.otherWorlds}
          className="flex flex-wrap items-center gap-1 text-body text-secondary"
        >
          {lobby.otherWorlds}:
          {others.map((world) => (
            <a
              key={world.worldId}
              href={worldAddress(world.worldId)}
              className="grid min-h-5.5 place-items-center text-text underline underline-offset-4"
            >
              {world.name}
            </a>
          ))}
        </nav>
      ) : (
        <span className="text-caption text-secondary">{lobby.tagline}</span>
      )}
      <label className="flex items-center gap-1 text-body text-secondary">
        {lobby.language}
        <LanguageSelect value={language} onChange={(chosen) => settings.setState({ language: chosen })} />
      </label>
    </footer>
  );
}

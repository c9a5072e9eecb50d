import { useStore } from 'zustand';
import { useServices, useStrings } from '../app/useServices.ts';
import type { LobbyStage } from '../app/stage.ts';
import { Logo } from '../ui/Logo.tsx';

/** Names the World, and says who is inside. */
export function LobbyHeader({ stage }: { readonly stage: LobbyStage }) {
  const { lobby } = useStrings();
  const logo = useStore(useServices().signIn.store, (state) =>
    state.kind === 'signedIn' ? state.account.workspace.logo : null,
  );
  return (
    <header className="flex items-center gap-2">
      {logo === null ? <Logo /> : <img src={logo} alt="" className="size-5 rounded-control object-contain" />}
      <div className="min-w-0">
        <h1 dir="auto" className="text-left text-heading font-semibold text-balance wrap-anywhere">
          {lobby.enterWorld(stage.world.name)}
        </h1>
        <p className="text-body text-secondary" role={stage.because === 'left' ? 'status' : undefined}>
          {stage.because === 'left' ? lobby.welcomeBack : lobby.peopleInside(stage.world.people)}
        </p>
      </div>
    </header>
  );
}

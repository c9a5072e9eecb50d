import { useEffect, useRef, useState } from 'react';
import type { AvatarLook } from '@atrium/protocol';
import type { ApiFailure } from '../api/atriumApi.ts';
import type { Entrance } from '../app/entrance.ts';
import { useServices, useStrings } from '../app/useServices.ts';
import type { LobbyStage, PressPlace } from '../app/stage.ts';
import { Button } from '../ui/controls/Button.tsx';
import { AvatarEditor } from './AvatarEditor.tsx';
import { AvatarStage } from './AvatarStage.tsx';
import { randomLook } from './avatarChoosing.ts';
import { DeviceCheck } from './DeviceCheck.tsx';
import { LobbyAccount } from './LobbyAccount.tsx';
import { LobbyFooter } from './LobbyFooter.tsx';
import { LobbyHeader } from './LobbyHeader.tsx';
import { NameField } from './NameField.tsx';
import { SpawnPointChoice } from './SpawnPointChoice.tsx';
import { useSpawnPoints } from './useSpawnPoints.ts';

interface LobbyProps {
  readonly stage: LobbyStage;
  readonly entrance: Entrance;
}

/** Before a World: who one is, how one looks, and where to start. */
export function Lobby({ stage, entrance }: LobbyProps) {
  const { profile, signIn } = useServices();
  const strings = useStrings();
  const [name, setName] = useState(() => signIn.account?.name ?? profile.name());
  // Of the presets, two newcomers often had the same.
  const [look, setLook] = useState<AvatarLook>(
    () => signIn.account?.look ?? profile.look() ?? randomLook(Math.random),
  );
  const spawnPoints = useSpawnPoints(entrance, stage.world.worldId);
  const { submit, isEntering, nameProblem, problem } = useEntering(stage, entrance, {
    name,
    look,
    spawnPointId: spawnPoints.chosen?.id,
  });
  const form = useReadyForm();
  const pressedAt = useRef<PressPlace>(undefined);

  return (
    <main className="flex min-h-dvh flex-col items-center justify-center bg-background p-2 pt-[max(1rem,env(safe-area-inset-top))] sm:p-3">
      <form
        ref={form}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void submit(pressedAt.current);
        }}
        className="float-card grid w-full max-w-[60rem] overflow-clip beside:grid-cols-[minmax(0,min(20rem,32%))_minmax(0,1fr)]"
      >
        <AvatarStage look={look} onRandomise={() => setLook(randomLook(Math.random))} />
        <div className="flex min-w-0 flex-col gap-2 p-2 sm:p-3">
          <LobbyHeader stage={stage} />
          <NameField value={name} onChange={setName} problem={nameProblem} />
          <AvatarEditor look={look} onChange={setLook} />
          <SpawnPointChoice spawnPoints={spawnPoints} />
          <DeviceCheck />
          <div className="sticky bottom-0 -mx-2 -mb-2 mt-auto flex flex-col gap-1 border-t border-hairline bg-panel p-2 pb-[max(1rem,env(safe-area-inset-bottom))] sm:-mx-3 sm:-mb-3 sm:px-3">
            {problem !== undefined && (
              <p role="alert" className="text-body text-danger">
                {problem}
              </p>
            )}
            <Button
              look="primary"
              type="submit"
              aria-disabled={isEntering}
              // The key Enter presses the button as well, and counts no clicks.
              onClick={({ detail, clientX, clientY }) => {
                pressedAt.current = detail > 0 ? { x: clientX, y: clientY } : undefined;
              }}
              className="w-full text-emphasis"
            >
              {isEntering ? strings.lobby.entering : strings.lobby.enter}
            </Button>
          </div>
        </div>
      </form>
      {stage.hasAccounts && <LobbyAccount worldId={stage.world.worldId} />}
      <LobbyFooter others={stage.others} />
    </main>
  );
}

/** Focuses Enter if the name is known, else the name. Not on a touch screen, where a keyboard would cover half. */
function useReadyForm() {
  const { profile, signIn } = useServices();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (window.matchMedia('(pointer: coarse)').matches) return;
    const isKnown = signIn.account !== undefined || profile.name() !== '';
    const first = !isKnown ? '#name' : '[type=submit]';
    form.current?.querySelector<HTMLElement>(first)?.focus({ preventScroll: true });
  }, [profile, signIn]);
  return form;
}

interface Wishes {
  readonly name: string;
  readonly look: AvatarLook;
  readonly spawnPointId: string | undefined;
}

function useEntering(stage: LobbyStage, entrance: Entrance, wishes: Wishes) {
  const strings = useStrings();
  const [isEntering, setEntering] = useState(false);
  const [failure, setFailure] = useState<ApiFailure | 'nameMissing' | undefined>();

  const submit = async (enteredAt: PressPlace | undefined) => {
    if (isEntering) return;
    if (wishes.name.trim() === '') {
      setFailure('nameMissing');
      document.getElementById('name')?.focus();
      return;
    }
    setEntering(true);
    setFailure(await entrance.enter({ ...wishes, enteredAt }));
    setEntering(false);
  };

  const nameProblem =
    failure === 'nameMissing'
      ? strings.lobby.nameMissing
      : failure?.kind === 'refused' && failure.code === 'name_invalid'
        ? strings.errors.name_invalid
        : undefined;
  return { submit, isEntering, nameProblem, problem: nameProblem === undefined ? otherProblem() : undefined };

  function otherProblem(): string | undefined {
    if (failure === undefined || failure === 'nameMissing') {
      return stage.because === undefined || stage.because === 'left'
        ? undefined
        : strings.errors[stage.because];
    }
    if (failure.kind === 'unreachable') return strings.lobby.unreachable;
    const { code, requestId } = failure;
    return [strings.errors[code], requestId && strings.fault.request(requestId)].filter(Boolean).join(' ');
  }
}

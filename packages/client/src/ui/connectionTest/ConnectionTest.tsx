import { useState } from 'react';
import { connectionTestSchema } from '@atrium/protocol';
import { useLanguage, useServices, useStrings } from '../../app/useServices.ts';
import type { ApiFailure } from '../../api/atriumApi.ts';
import { judgeNetwork } from '../../media/connectionTest/judgeNetwork.ts';
import type { NetworkFindings, Outcome } from '../../media/connectionTest/judgeNetwork.ts';
import { tryNetwork } from '../../media/connectionTest/tryNetwork.ts';
import { Button } from '../controls/Button.tsx';
import { connectionTestStrings } from './connectionTestStrings.ts';

type TestState =
  | { readonly kind: 'idle' | 'running' | 'unsupported' }
  | { readonly kind: 'refused'; readonly failure: ApiFailure }
  | { readonly kind: 'done'; readonly findings: NetworkFindings };

/** Tries whether calls get through the person's network, and says in words what was found and what to do. */
export function ConnectionTest() {
  const words = connectionTestStrings[useLanguage()];
  const [state, run] = useConnectionTest();
  const isRunning = state.kind === 'running';
  return (
    <div className="flex flex-col items-start gap-1">
      <p className="text-caption text-secondary">{words.hint}</p>
      <Button look="secondary" aria-disabled={isRunning} onClick={() => void run()}>
        {state.kind === 'idle' || isRunning ? words.start : words.again}
      </Button>
      <div role="status" className="w-full">
        {isRunning && <p>{words.running}</p>}
        {state.kind === 'unsupported' && <p className="text-danger">{words.unsupported}</p>}
        {state.kind === 'refused' && <Refused failure={state.failure} />}
        {state.kind === 'done' && <Verdict findings={state.findings} />}
      </div>
    </div>
  );
}

function useConnectionTest(): readonly [TestState, () => Promise<void>] {
  const { api, log } = useServices();
  const [state, setState] = useState<TestState>({ kind: 'idle' });
  const run = async () => {
    if (state.kind === 'running') return;
    if (typeof RTCPeerConnection === 'undefined') return setState({ kind: 'unsupported' });
    setState({ kind: 'running' });
    const begun = await api.post('/api/v1/connection-tests', {}, connectionTestSchema);
    if (!begun.ok) return setState({ kind: 'refused', failure: begun.failure });
    try {
      setState({ kind: 'done', findings: await tryNetwork(begun.value, log.of('media')) });
    } catch (cause) {
      log.swallowed('The browser tries no connections', cause);
      setState({ kind: 'unsupported' });
    }
  };
  return [state, run];
}

function Refused({ failure }: { readonly failure: ApiFailure }) {
  const { errors, lobby } = useStrings();
  return (
    <p className="text-danger">{failure.kind === 'unreachable' ? lobby.unreachable : errors[failure.code]}</p>
  );
}

const looks = { direct: 'text-speaking', relayed: 'text-accent', blocked: 'text-danger' } as const;

function Verdict({ findings }: { readonly findings: NetworkFindings }) {
  const words = connectionTestStrings[useLanguage()];
  const { kind, because } = judgeNetwork(findings);
  const { stun, turn, sfu } = findings;
  const tried: readonly (readonly [keyof typeof words.tried, Outcome])[] = [
    ['stun', stun],
    ['turnUdp', turn.udp],
    ['turnTcp', turn.tcp],
    ['turnTls', turn.tls],
    ['sfuUdp', sfu.udp],
    ['sfuTcp', sfu.tcp],
    ['sfuRelayed', sfu.relayed],
  ];
  return (
    <>
      <p className={`font-semibold ${looks[kind]}`}>{words.network[kind]}</p>
      <p>{words.because[because]}</p>
      <p className="text-secondary">{words.advice[because]}</p>
      <details>
        <summary className="min-h-5.5 cursor-pointer content-center text-secondary">{words.details}</summary>
        <dl className="grid grid-cols-[auto_1fr] gap-x-2 text-caption">
          {tried.map(([what, outcome]) => (
            <div key={what} className="contents">
              <dt className="text-secondary">{words.tried[what]}</dt>
              <dd>{words.outcome[outcome ?? 'none']}</dd>
            </div>
          ))}
        </dl>
      </details>
    </>
  );
}

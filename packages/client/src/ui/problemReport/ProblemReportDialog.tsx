import { useId, useState } from 'react';
import type { ApiFailure } from '../../api/atriumApi.ts';
import { problemTextLength } from '@atrium/protocol';
import { useLanguage, useServices, useStrings } from '../../app/useServices.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { composeReport } from './composeReport.ts';
import { problemReportStrings } from './problemReportStrings.ts';

/** An answer without a body. */
const nothing = { safeParse: () => ({ success: true, data: true }) };

type Sending = 'not-yet' | 'missing' | 'sending' | 'sent' | ApiFailure;

/** Sends a problem to the Admins with the log of this page, which the person sees before. */
export function ProblemReportDialog({ onClose }: { readonly onClose: () => void }) {
  const words = problemReportStrings[useLanguage()];
  const { api, logText } = useServices();
  const id = useId();
  const [text, setText] = useState('');
  // As it is now: what is sent is what was shown.
  const [log] = useState(() => composeReport('', logText()).log);
  const [state, setState] = useState<Sending>('not-yet');
  const send = async () => {
    if (state === 'sending') return;
    if (text.trim() === '') return setState('missing');
    setState('sending');
    const answer = await api.post('/api/v1/problem-reports', composeReport(text, log), nothing);
    setState(answer.ok ? 'sent' : answer.failure);
  };
  if (state === 'sent') {
    return (
      <Modal title={words.title} onClose={onClose}>
        <p role="status">{words.sent}</p>
        <Button look="primary" onClick={onClose}>
          {words.close}
        </Button>
      </Modal>
    );
  }
  return (
    <Modal title={words.title} text={words.text} onClose={onClose}>
      <label htmlFor={id} className="font-semibold">
        {words.label}
      </label>
      <textarea
        id={id}
        value={text}
        maxLength={problemTextLength}
        rows={4}
        aria-describedby={`${id}-hint`}
        aria-invalid={state === 'missing'}
        onChange={(event) => setText(event.target.value)}
        className="w-full resize-y rounded-control border border-edge bg-background p-1 text-body"
      />
      <p id={`${id}-hint`} className="-mt-1 text-caption text-secondary">
        {words.hint}
      </p>
      <ShownLog log={log} />
      <Trouble state={state} />
      <div className="flex flex-wrap justify-end gap-1">
        <Button look="secondary" onClick={onClose}>
          {words.cancel}
        </Button>
        <Button look="primary" aria-disabled={state === 'sending'} onClick={() => void send()}>
          {state === 'sending' ? words.sending : words.send}
        </Button>
      </div>
    </Modal>
  );
}

/** What goes with it, to be read before. */
function ShownLog({ log }: { readonly log: string }) {
  const words = problemReportStrings[useLanguage()];
  return (
    <details>
      <summary className="min-h-5.5 cursor-pointer content-center">{words.log}</summary>
      <pre
        tabIndex={0}
        aria-label={words.log}
        className="scroll-slim max-h-30 overflow-auto rounded-control bg-background p-1 text-caption whitespace-pre-wrap wrap-anywhere"
      >
        {log}
      </pre>
    </details>
  );
}

function Trouble({ state }: { readonly state: Sending }) {
  const words = problemReportStrings[useLanguage()];
  const { errors, lobby } = useStrings();
  if (state === 'not-yet' || state === 'sending' || state === 'sent') return null;
  return (
    <p role="alert" className="text-danger">
      {trouble(state)}
    </p>
  );

  function trouble(failure: 'missing' | ApiFailure): string {
    if (failure === 'missing') return words.missing;
    if (failure.kind === 'unreachable') return lobby.unreachable;
    if (failure.code === 'rate_limited') return words.tooMany;
    return failure.code === 'not_found' ? words.nobody : errors[failure.code];
  }
}

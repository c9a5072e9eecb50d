import { useId, useState } from 'react';
import { useStore } from 'zustand';
import type { ChatLine } from '@atrium/protocol';
import { useLanguage, useServices } from '../../app/useServices.ts';
import { moderationStrings } from './moderationStrings.ts';
import { actOn, actionsFor } from '../../visit/moderationActions.ts';
import type { ModerationChoice } from '../../visit/moderationActions.ts';
import { Button } from '../controls/Button.tsx';
import { Modal } from '../controls/Modal.tsx';
import { Select } from '../controls/Select.tsx';
import { Switch } from '../controls/Switch.tsx';
import { withoutBubble } from '../controls/withoutBubble.ts';
import { useMediaState } from '../media/useMedia.ts';
import { useSurface, useVisit } from '../VisitContext.ts';

const attachable = 10;
const durations = { hour: 1, day: 24, week: 7 * 24, month: 30 * 24, good: null } as const;
type Duration = keyof typeof durations;

/** What one does about somebody who misbehaves: a word to the Admins, or what one's Role allows. */
export function ModerationDialog() {
  const words = moderationStrings[useLanguage()];
  const visit = useVisit();
  const person = useSurface(({ moderated }) => moderated);
  const close = () => visit.surface.setState({ moderated: undefined });
  if (person === undefined) return null;
  return (
    <Modal key={person.personId} title={words.title(person.name)} onClose={close}>
      <ModerationForm person={person} onDone={close} />
    </Modal>
  );
}

interface ModerationFormProps {
  readonly person: { readonly personId: string; readonly name: string };
  readonly onDone: () => void;
}

function ModerationForm({ person, onDone }: ModerationFormProps) {
  const words = moderationStrings[useLanguage()];
  const visit = useVisit();
  const services = useServices();
  const isMuted = useMediaState(({ people }) => people.get(person.personId)?.muted === true);
  const [choice, setChoice] = useState<ModerationChoice>('report');
  const [reason, setReason] = useState('');
  const [duration, setDuration] = useState<Duration>('day');
  const [withAddress, setWithAddress] = useState(false);
  const [attached, setAttached] = useState<readonly ChatLine[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async () => {
    setBusy(true);
    const order = {
      ...person,
      choice,
      reason,
      hours: durations[duration],
      withAddress,
      chat: attached,
      isMuted,
    };
    if (
      await actOn(
        visit,
        services,
        order,
        words.done[choice === 'mute' && isMuted ? 'unmute' : choice](person.name),
      )
    )
      onDone();
    setBusy(false);
  };
  return (
    <form
      className="flex flex-col gap-1.5"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isBusy) void submit();
      }}
    >
      <Choices choice={choice} onChange={setChoice} isMuted={isMuted} />
      <p className="text-caption text-secondary">{words.notes[choice]}</p>
      {choice === 'ban' && (
        <BanChoices
          duration={duration}
          onDuration={setDuration}
          withAddress={withAddress}
          onWithAddress={setWithAddress}
        />
      )}
      <ReasonField key={choice} choice={choice} value={reason} onChange={setReason} />
      {choice === 'report' && (
        <Attachments personId={person.personId} chosen={attached} onChange={setAttached} />
      )}
      <Buttons choice={choice} isMuted={isMuted} isBusy={isBusy} onCancel={onDone} />
    </form>
  );
}

interface ReasonFieldProps {
  readonly choice: ModerationChoice;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function ReasonField({ choice, value, onChange }: ReasonFieldProps) {
  const words = moderationStrings[useLanguage()];
  const [isMissing, setMissing] = useState(false);
  const id = useId();
  return (
    <div className="flex flex-col gap-0.5">
      <label htmlFor={id} className="text-body font-semibold">
        {choice === 'report' ? words.whatHappened : words.reason}
      </label>
      <textarea
        id={id}
        dir="auto"
        value={value}
        onChange={(event) => {
          setMissing(false);
          onChange(event.target.value);
        }}
        onInvalid={(event) => {
          withoutBubble(event);
          setMissing(true);
        }}
        required={choice !== 'mute'}
        aria-invalid={isMissing}
        aria-describedby={isMissing ? `${id}-note` : undefined}
        maxLength={choice === 'report' ? 2_000 : 300}
        rows={3}
        className={`w-full rounded-control border bg-background p-1 text-emphasis ${isMissing ? 'border-danger' : 'border-edge'}`}
      />
      {isMissing && (
        <p id={`${id}-note`} role="alert" className="text-caption text-danger">
          {choice === 'report' ? words.whatHappenedMissing : words.reasonMissing}
        </p>
      )}
    </div>
  );
}

interface ButtonsProps {
  readonly choice: ModerationChoice;
  readonly isMuted: boolean;
  readonly isBusy: boolean;
  readonly onCancel: () => void;
}

function Buttons({ choice, isMuted, isBusy, onCancel }: ButtonsProps) {
  const words = moderationStrings[useLanguage()];
  return (
    <div className="flex flex-wrap justify-end gap-1">
      <Button look="secondary" onClick={onCancel}>
        {words.cancel}
      </Button>
      <Button look={choice === 'report' ? 'primary' : 'leave'} type="submit" aria-disabled={isBusy}>
        {choice === 'mute' && isMuted ? words.unmute : words.choices[choice]}
      </Button>
    </div>
  );
}

interface ChoicesProps {
  readonly choice: ModerationChoice;
  readonly onChange: (choice: ModerationChoice) => void;
  readonly isMuted: boolean;
}

/** What one's Role allows; nothing to choose where that is a report alone. */
function Choices({ choice, onChange, isMuted }: ChoicesProps) {
  const words = moderationStrings[useLanguage()];
  const choices = actionsFor(useVisit().session.self.role);
  if (choices.length < 2) return null;
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{words.what}</legend>
      {choices.map((one) => (
        <label key={one} className="flex min-h-5.5 items-center gap-1 rounded-control px-1 hover:bg-raised">
          <input type="radio" name="moderation" checked={choice === one} onChange={() => onChange(one)} />
          {one === 'mute' && isMuted ? words.unmute : words.choices[one]}
        </label>
      ))}
    </fieldset>
  );
}

interface BanChoicesProps {
  readonly duration: Duration;
  readonly onDuration: (duration: Duration) => void;
  readonly withAddress: boolean;
  readonly onWithAddress: (withAddress: boolean) => void;
}

function BanChoices({ duration, onDuration, withAddress, onWithAddress }: BanChoicesProps) {
  const words = moderationStrings[useLanguage()];
  const all = Object.keys(durations) as Duration[];
  return (
    <>
      <label className="flex items-center justify-between gap-1">
        {words.howLong}
        <Select
          value={duration}
          options={all.map((value) => ({ value, label: words.durations[value] }))}
          onChange={onDuration}
        />
      </label>
      <Switch label={words.withAddress} isOn={withAddress} onChange={onWithAddress} />
    </>
  );
}

interface AttachmentsProps {
  readonly personId: string;
  readonly chosen: readonly ChatLine[];
  readonly onChange: (chosen: readonly ChatLine[]) => void;
}

/** What the person has written, to be attached if one likes. */
function Attachments({ personId, chosen, onChange }: AttachmentsProps) {
  const words = moderationStrings[useLanguage()];
  const { chat } = useVisit();
  const entries = useStore(chat.store, (state) => state.entries)
    .filter(({ from }) => from?.personId === personId)
    .slice(-attachable);
  if (entries.length === 0) return null;
  const lineOf = (entry: (typeof entries)[number]): ChatLine => ({
    from: entry.from?.name ?? '',
    text: entry.text,
    at: entry.atMs,
  });
  const isChosen = (line: ChatLine) => chosen.some(({ at, text }) => at === line.at && text === line.text);
  return (
    <fieldset className="flex flex-col">
      <legend className="text-body font-semibold">{words.attach}</legend>
      {entries.map((entry) => {
        const line = lineOf(entry);
        const others = chosen.filter(({ at, text }) => at !== line.at || text !== line.text);
        return (
          <label
            key={entry.entryId}
            className="flex min-h-5.5 items-center gap-1 rounded-control px-1 hover:bg-raised"
          >
            <input
              type="checkbox"
              checked={isChosen(line)}
              onChange={(event) => onChange(event.target.checked ? [...others, line] : others)}
            />
            <span className="min-w-0 truncate">{entry.text}</span>
          </label>
        );
      })}
    </fieldset>
  );
}

import { useState } from 'react';
import { auditLogSchema, memberListSchema } from '@atrium/protocol';
import type { AuditEntry } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import type { AccountStrings } from '../accountEn.ts';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';

const exportPage = 500;
const everything = '';

/** Who did what, when, to whom and why. */
export function AuditSection() {
  const { audit } = useAccountStrings();
  const api = useAccountApi();
  const { run, problem, isBusy } = useDoing();
  const [action, setAction] = useState(everything);
  const [person, setPerson] = useState(everything);
  const [before, setBefore] = useState<number | undefined>();
  const filter = {
    ...(action === everything ? {} : { action }),
    ...(person === everything ? {} : { person }),
  };
  const query = new URLSearchParams({
    ...filter,
    ...(before === undefined ? {} : { before: String(before) }),
  });
  const resource = useResource(`/audit-log?${query}`, auditLogSchema);
  const { value: members } = useResource('/people', memberListSchema);

  const exportAll = () =>
    void run(async () => {
      const entries: AuditEntry[] = [];
      let next: number | null | undefined;
      do {
        const page = new URLSearchParams({ ...filter, limit: String(exportPage) });
        if (next !== undefined && next !== null) page.set('before', String(next));
        const { entries: more, next: after } = await api.get(`/audit-log?${page}`, auditLogSchema);
        entries.push(...more);
        next = after;
      } while (next !== null);
      saveFile(
        'atrium-audit-log.json',
        new Blob([JSON.stringify(entries, null, 2)], { type: 'application/json' }),
      );
    });
  const choose =
    <Value,>(set: (value: Value) => void) =>
    (value: Value) => {
      set(value);
      setBefore(undefined);
    };
  return (
    <Section title={audit.title} text={audit.text}>
      <div className="flex flex-wrap items-end gap-1">
        <label className="flex flex-col gap-0.5 text-caption text-secondary">
          {audit.what}
          <Select
            value={action}
            options={[
              { value: everything, label: audit.everything },
              ...Object.entries(audit.actions).map(([value, label]) => ({ value, label })),
            ]}
            onChange={choose(setAction)}
          />
        </label>
        <label className="flex flex-col gap-0.5 text-caption text-secondary">
          {audit.who}
          <Select
            value={person}
            options={[
              { value: everything, label: audit.everybody },
              ...(members?.people ?? []).map(({ personId, name }) => ({ value: personId, label: name })),
            ]}
            onChange={choose(setPerson)}
          />
        </label>
        <Button look="secondary" aria-disabled={isBusy} onClick={exportAll}>
          {audit.export}
        </Button>
      </div>
      <Problem text={problem} />
      <Rows
        resource={resource}
        rows={resource.value?.entries}
        keyOf={({ entryId }) => entryId}
        none={audit.none}
      >
        {(entry) => <EntryRow entry={entry} />}
      </Rows>
      <div className="flex gap-1">
        {before !== undefined && (
          <Button look="secondary" onClick={() => setBefore(undefined)}>
            {audit.newest}
          </Button>
        )}
        {resource.value !== undefined && resource.value.next !== null && (
          <Button look="secondary" onClick={() => setBefore(resource.value?.next ?? undefined)}>
            {audit.older}
          </Button>
        )}
      </div>
    </Section>
  );
}

function EntryRow({ entry }: { readonly entry: AuditEntry }) {
  const { audit } = useAccountStrings();
  const moment = useMoment();
  const { actor, target, reason, details, at } = entry;
  const what = nameOf(entry.action, audit.actions);
  const more = Object.entries(details)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => `${name}: ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const about = [what, target?.name ?? ''].filter(Boolean).join(': ');
  return (
    <RowText
      title={`${actor.name} · ${about}`}
      text={[moment(at), reason ?? '', ...more].filter(Boolean).join(' · ')}
    />
  );
}

function nameOf(action: string, names: AccountStrings['audit']['actions']): string {
  return Object.entries(names).find(([known]) => known === action)?.[1] ?? action;
}

import { useState } from 'react';
import { auditLogSchema, memberListSchema } from '@atrium/protocol';
import type { AuditEntry, AuditLogPage } from '@atrium/protocol';
import { useStrings } from '../../app/useServices.ts';
import { personName } from '../../strings/personName.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import type { AccountStrings } from '../accountEn.ts';
import { Choice } from '../parts/Choice.tsx';
import { PersonSearch } from '../parts/PersonSearch.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { saveFile } from '../parts/saveFile.ts';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';
import { describeDetails } from './describeDetails.ts';

const exportPage = 500;
const everything = '';

/** Which entries are shown; empty texts: all. */
interface Filter {
  readonly action: string;
  readonly person: string;
}

/** Who did what, when, to whom and why. */
export function AuditSection() {
  const { audit } = useAccountStrings();
  const [filter, setFilter] = useState<Filter>({ action: everything, person: everything });
  const [before, setBefore] = useState<number | undefined>();
  const query = queryOf(filter);
  if (before !== undefined) query.set('before', String(before));
  const resource = useResource(`/audit-log?${query}`, auditLogSchema);
  const next = resource.value?.next ?? undefined;
  return (
    <Section title={audit.title} text={audit.text}>
      <div className="flex flex-wrap items-end gap-1">
        <FilterChoices
          filter={filter}
          onChange={(changed) => {
            setFilter(changed);
            setBefore(undefined);
          }}
        />
        <ExportButton filter={filter} />
      </div>
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
        {next !== undefined && (
          <Button look="secondary" onClick={() => setBefore(next)}>
            {audit.older}
          </Button>
        )}
      </div>
    </Section>
  );
}

function queryOf({ action, person }: Filter): URLSearchParams {
  const query = new URLSearchParams();
  if (action !== everything) query.set('action', action);
  if (person !== everything) query.set('person', person);
  return query;
}

function FilterChoices({
  filter,
  onChange,
}: {
  readonly filter: Filter;
  readonly onChange: (filter: Filter) => void;
}) {
  const { audit } = useAccountStrings();
  const { value: members } = useResource('/people', memberListSchema);
  const actions = Object.entries(audit.actions).map(([value, label]) => ({ value, label }));
  return (
    <>
      <Choice
        label={audit.what}
        value={filter.action}
        options={[{ value: everything, label: audit.everything }, ...actions]}
        onChange={(action) => onChange({ ...filter, action })}
      />
      <PersonSearch
        label={audit.who}
        everybody={audit.everybody}
        people={members?.people ?? []}
        chosenId={filter.person === everything ? undefined : filter.person}
        onChoose={(person) => onChange({ ...filter, person: person ?? everything })}
      />
    </>
  );
}

/** All entries that fit, as a file. */
function ExportButton({ filter }: { readonly filter: Filter }) {
  const { audit } = useAccountStrings();
  const api = useAccountApi();
  const { run, problem, isBusy } = useDoing();
  const exportAll = async () => {
    const entries: AuditEntry[] = [];
    const query = queryOf(filter);
    query.set('limit', String(exportPage));
    for (let next: number | null = 0; next !== null;) {
      if (next > 0) query.set('before', String(next));
      const page: AuditLogPage = await api.get(`/audit-log?${query}`, auditLogSchema);
      entries.push(...page.entries);
      next = page.next;
    }
    const text = JSON.stringify(entries, null, 2);
    saveFile('atrium-audit-log.json', new Blob([text], { type: 'application/json' }));
  };
  return (
    <>
      <Button look="secondary" aria-disabled={isBusy} onClick={() => void run(exportAll)}>
        {audit.export}
      </Button>
      <Problem text={problem} />
    </>
  );
}

function EntryRow({ entry }: { readonly entry: AuditEntry }) {
  const strings = useStrings();
  const accountStrings = useAccountStrings();
  const { audit } = accountStrings;
  const moment = useMoment();
  const { actor, target, reason, details, at } = entry;
  const what = nameOf(entry.action, audit.actions);
  const more = describeDetails(details, accountStrings, moment);
  const about = [what, target === null ? '' : personName(target, strings)].filter(Boolean).join(': ');
  return (
    <RowText
      title={`${personName(actor, strings)} · ${about}`}
      text={[moment(at), reason ?? '', ...more].filter(Boolean).join(' · ')}
    />
  );
}

function nameOf(action: string, names: AccountStrings['audit']['actions']): string {
  return Object.entries(names).find(([known]) => known === action)?.[1] ?? action;
}

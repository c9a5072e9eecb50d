import { useState } from 'react';
import { assetSchema, guestPolicies, workspaceSchema } from '@atrium/protocol';
import type { Account, WorkspaceShown } from '@atrium/protocol';
import { useServices } from '../../app/services.ts';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { PictureField } from '../parts/PictureField.tsx';
import { Problem } from '../parts/Problem.tsx';
import { useAccountApi, useResource } from '../useAccountApi.ts';

/** How the Workspace is set. */
export function SettingsSection({ account }: { readonly account: Account }) {
  const { value, problem, reload } = useResource('/workspace', workspaceSchema);
  if (value === undefined) return <Problem text={problem} />;
  return (
    <>
      <LogoSection account={account} workspace={value} onChanged={reload} />
      <GeneralSection key={JSON.stringify(value)} workspace={value} onChanged={reload} />
    </>
  );
}

interface PartProps {
  readonly workspace: WorkspaceShown;
  readonly onChanged: () => void;
}

function LogoSection({ account, onChanged }: PartProps & { readonly account: Account }) {
  const { settings } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const set = async (logo: string | null, url: string | null) => {
    await api.send('PATCH', '/workspace', { body: { settings: { logo } } });
    signIn.changed({ ...account, workspace: { ...account.workspace, logo: url } });
    onChanged();
  };
  const upload = async (file: File) => {
    const query = new URLSearchParams({ name: 'Logo', metadata: JSON.stringify({ kind: 'logo' }) });
    const asset = await api.ask('POST', `/assets?${query}`, file, assetSchema);
    await set(asset.file, asset.url);
  };
  return (
    <Section title={settings.logoTitle} text={settings.logoText}>
      <PictureField
        url={account.workspace.logo}
        name={account.workspace.name}
        onUpload={upload}
        onRemove={() => set(null, null)}
      />
    </Section>
  );
}

function GeneralSection({ workspace, onChanged }: PartProps) {
  const { settings: strings } = useAccountStrings();
  const { signIn } = useServices();
  const api = useAccountApi();
  const { settings } = workspace;
  const [name, setName] = useState(workspace.name);
  const [guests, setGuests] = useState(settings.guests);
  const [embedOrigins, setEmbedOrigins] = useState(settings.embedOrigins.join('\n'));
  const [maxPeople, setMaxPeople] = useState(String(settings.maxPeoplePerWorld));
  const [days, setDays] = useState(String(settings.auditLogDays));
  const save = async () => {
    const origins = embedOrigins.split(/\s+/).filter(Boolean);
    const changed = {
      guests,
      embedOrigins: origins,
      maxPeoplePerWorld: Number(maxPeople),
      auditLogDays: Number(days),
    };
    const saved = await api.ask('PATCH', '/workspace', { name, settings: changed }, workspaceSchema);
    const { account } = signIn;
    if (account !== undefined) {
      signIn.changed({ ...account, workspace: { ...account.workspace, name: saved.name } });
    }
    onChanged();
  };
  return (
    <Section title={strings.title}>
      <Form action={strings.save} done={strings.saved} onSubmit={save}>
        <Field label={strings.name} value={name} onChange={setName} required maxLength={40} />
        <label className="flex flex-col gap-0.5 text-body font-semibold">
          {strings.guests}
          <Select
            value={guests}
            options={guestPolicies.map((value) => ({ value, label: strings.guestPolicies[value] }))}
            onChange={setGuests}
          />
        </label>
        <label className="flex flex-col gap-0.5 text-body font-semibold">
          {strings.embedOrigins}
          <textarea
            value={embedOrigins}
            onChange={(event) => setEmbedOrigins(event.target.value)}
            rows={3}
            spellCheck={false}
            placeholder="https://wiki.example.com"
            className="w-full rounded-control border border-edge bg-background p-1 text-body font-normal"
          />
          <span className="text-caption font-normal text-secondary">{strings.embedOriginsNote}</span>
        </label>
        <Field
          label={strings.maxPeople}
          value={maxPeople}
          onChange={setMaxPeople}
          type="number"
          min={1}
          max={10000}
          required
        />
        <Field
          label={strings.auditDays}
          value={days}
          onChange={setDays}
          type="number"
          min={1}
          max={3660}
          required
        />
      </Form>
    </Section>
  );
}

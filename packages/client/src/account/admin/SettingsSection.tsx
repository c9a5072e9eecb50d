import { useState } from 'react';
import { assetSchema, guestPolicies, workspaceSchema } from '@atrium/protocol';
import type { Account, WorkspaceShown } from '@atrium/protocol';
import { useServices } from '../../app/useServices.ts';
import { AccountFailure } from '../accountApi.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { Choice, optionsOf } from '../parts/Choice.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { NumberField } from '../parts/NumberField.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { PictureField } from '../parts/PictureField.tsx';
import { Problem } from '../parts/Problem.tsx';
import { useFields } from '../parts/useFields.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';
import { LinksSection } from './LinksSection.tsx';
import { readOrigins } from './readOrigins.ts';

/** How the Workspace is set. */
export function SettingsSection({ account }: { readonly account: Account }) {
  const { value, problem, reload } = useResource('/workspace', workspaceSchema);
  if (value === undefined) return <Problem text={problem} />;
  return (
    <>
      <LogoSection account={account} workspace={value} onChanged={reload} />
      <GeneralSection workspace={value} onChanged={reload} />
      <LinksSection links={value.settings.links} onChanged={reload} />
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
        of="workspace"
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
  const [guests, setGuests] = useState(settings.guests);
  const { values, field } = useFields({
    name: workspace.name,
    origins: settings.embedOrigins.join('\n'),
    maxPeople: String(settings.maxPeoplePerWorld),
    days: String(settings.auditLogDays),
  });
  const save = async () => {
    const { origins, wrong } = readOrigins(values.origins);
    if (wrong.length > 0) throw new AccountFailure('bad_request', strings.notAnAddress(wrong));
    const changed = {
      guests,
      embedOrigins: origins,
      maxPeoplePerWorld: Number(values.maxPeople),
      auditLogDays: Number(values.days),
    };
    const body = { name: values.name, settings: changed };
    const { name } = await api.ask('PATCH', '/workspace', body, workspaceSchema);
    const { account } = signIn;
    if (account !== undefined) signIn.changed({ ...account, workspace: { ...account.workspace, name } });
    onChanged();
  };
  return (
    <Section title={strings.title}>
      <Form action={strings.save} done={strings.saved} onSubmit={save}>
        <Field label={strings.name} {...field('name')} required maxLength={40} />
        <Choice
          label={strings.guests}
          value={guests}
          options={optionsOf(guestPolicies, strings.guestPolicies)}
          onChange={setGuests}
        />
        <OriginsField {...field('origins')} />
        <NumberField label={strings.maxPeople} {...field('maxPeople')} min={1} max={10_000} />
        <NumberField label={strings.auditDays} {...field('days')} min={1} max={3_660} />
      </Form>
    </Section>
  );
}

interface OriginsFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function OriginsField({ value, onChange }: OriginsFieldProps) {
  const { settings } = useAccountStrings();
  return (
    <label className="flex flex-col gap-0.5 text-body font-semibold">
      {settings.embedOrigins}
      <textarea
        value={value}
        onChange={(event) => onChange(event.target.value)}
        rows={3}
        spellCheck={false}
        placeholder="https://wiki.example.com"
        className="w-full rounded-control border border-edge bg-background p-1 text-body font-normal"
      />
      <span className="text-caption font-normal text-secondary">{settings.embedOriginsNote}</span>
    </label>
  );
}

import { useState } from 'react';
import { accountRoles, apiTokenListSchema, apiTokenReplySchema } from '@atrium/protocol';
import type { AccountRole, ApiToken } from '@atrium/protocol';
import { useAccountStrings } from '../accountStrings.ts';
import { Choice, optionsOf } from '../parts/Choice.tsx';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { NumberField } from '../parts/NumberField.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useFields } from '../parts/useFields.ts';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';

/** Tokens with which programs use the REST API. */
export function ApiTokensSection() {
  const { tokens } = useAccountStrings();
  const resource = useResource('/api-tokens', apiTokenListSchema);
  const [made, setMade] = useState<string | undefined>();
  return (
    <>
      {made !== undefined && <SecretLink text={made} note={tokens.note} />}
      <Section title={tokens.title} text={tokens.text}>
        <p className="text-body">
          <a href="/api/docs" className="underline underline-offset-4">
            {tokens.docs}
          </a>
        </p>
        <Rows
          resource={resource}
          rows={resource.value?.tokens}
          keyOf={({ tokenId }) => tokenId}
          none={tokens.none}
        >
          {(token) => <TokenRow token={token} onRevoked={resource.reload} />}
        </Rows>
      </Section>
      <NewToken
        onMade={(token) => {
          setMade(token);
          resource.reload();
        }}
      />
    </>
  );
}

function TokenRow({ token, onRevoked }: { readonly token: ApiToken; readonly onRevoked: () => void }) {
  const { tokens, roles } = useAccountStrings();
  const api = useAccountApi();
  const moment = useMoment();
  return (
    <>
      <RowText title={token.name} text={tokens.about(roles[token.role], token.by, moment(token.expiresAt))} />
      <Confirm
        trigger={tokens.revoke}
        title={tokens.revokeTitle(token.name)}
        text={tokens.revokeText}
        action={tokens.revoke}
        onConfirm={async () => {
          await api.send('DELETE', `/api-tokens/${token.tokenId}`);
          onRevoked();
        }}
      />
    </>
  );
}

function NewToken({ onMade }: { readonly onMade: (token: string) => void }) {
  const { tokens, roles } = useAccountStrings();
  const api = useAccountApi();
  const { values, field, set } = useFields({ name: '', days: '90' });
  const [role, setRole] = useState<AccountRole>('Member');
  const make = async () => {
    const body = { name: values.name, role, days: Number(values.days) };
    onMade((await api.ask('POST', '/api-tokens', body, apiTokenReplySchema)).token);
    set({ name: '' });
  };
  return (
    <Section title={tokens.newTitle}>
      <Form action={tokens.make} onSubmit={make}>
        <Field label={tokens.name} {...field('name')} required maxLength={40} />
        <Choice
          label={tokens.role}
          value={role}
          options={optionsOf(accountRoles, roles)}
          onChange={setRole}
        />
        <NumberField label={tokens.days} {...field('days')} min={1} max={366} />
      </Form>
    </Section>
  );
}

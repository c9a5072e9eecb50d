import { useState } from 'react';
import { accountRoles, apiTokenListSchema, apiTokenReplySchema } from '@atrium/protocol';
import type { AccountRole } from '@atrium/protocol';
import { Select } from '../../ui/controls/Select.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Confirm } from '../parts/Confirm.tsx';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useResource } from '../useAccountApi.ts';

/** Tokens with which programs use the REST API. */
export function ApiTokensSection() {
  const { tokens, roles } = useAccountStrings();
  const api = useAccountApi();
  const moment = useMoment();
  const resource = useResource('/api-tokens', apiTokenListSchema);
  const [name, setName] = useState('');
  const [role, setRole] = useState<AccountRole>('Member');
  const [days, setDays] = useState('90');
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
          {(token) => (
            <>
              <RowText
                title={token.name}
                text={tokens.about(roles[token.role], token.by, moment(token.expiresAt))}
              />
              <Confirm
                trigger={tokens.revoke}
                title={tokens.revokeTitle(token.name)}
                text={tokens.revokeText}
                action={tokens.revoke}
                onConfirm={async () => {
                  await api.send('DELETE', `/api-tokens/${token.tokenId}`);
                  resource.reload();
                }}
              />
            </>
          )}
        </Rows>
      </Section>
      <Section title={tokens.newTitle}>
        <Form
          action={tokens.make}
          onSubmit={async () => {
            const body = { name, role, days: Number(days) };
            setMade((await api.ask('POST', '/api-tokens', body, apiTokenReplySchema)).token);
            setName('');
            resource.reload();
          }}
        >
          <Field label={tokens.name} value={name} onChange={setName} required maxLength={40} />
          <label className="flex flex-col gap-0.5 text-body font-semibold">
            {tokens.role}
            <Select
              value={role}
              options={accountRoles.map((value) => ({ value, label: roles[value] }))}
              onChange={setRole}
            />
          </label>
          <Field
            label={tokens.days}
            value={days}
            onChange={setDays}
            type="number"
            min={1}
            max={366}
            required
          />
        </Form>
      </Section>
    </>
  );
}

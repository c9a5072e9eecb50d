import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { mostOfficeLinks, officeLinkSchema, workspaceSchema } from '@atrium/protocol';
import type { OfficeLink } from '@atrium/protocol';
import { Button } from '../../ui/controls/Button.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { AccountFailure } from '../accountApi.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { Field } from '../parts/Field.tsx';
import { Form } from '../parts/Form.tsx';
import { Section } from '../parts/OfficePage.tsx';
import { useAccountApi } from '../useAccountApi.ts';

interface TypedLink extends OfficeLink {
  /** Tells rows apart while they are typed. */
  readonly row: number;
}

interface LinksSectionProps {
  readonly links: readonly OfficeLink[];
  readonly onChanged: () => void;
}

/** The links on the start page of the office, which Computers show. */
export function LinksSection({ links, onChanged }: LinksSectionProps) {
  const { settings: strings } = useAccountStrings();
  const api = useAccountApi();
  const [rows, setRows] = useState<readonly TypedLink[]>(() => links.map((link, row) => ({ ...link, row })));
  const change = (row: number, changed: Partial<OfficeLink>) =>
    setRows((before) => before.map((link) => (link.row === row ? { ...link, ...changed } : link)));
  const add = () =>
    setRows((before) => [
      ...before,
      { title: '', url: '', row: Math.max(-1, ...before.map(({ row }) => row)) + 1 },
    ]);
  const save = async () => {
    const wanted = rows.map(({ title, url }) => ({ title: title.trim(), url: withScheme(url.trim()) }));
    const wrong = wanted.filter((link) => !officeLinkSchema.safeParse(link).success);
    if (wrong.length > 0)
      throw new AccountFailure(
        'bad_request',
        strings.notALink(wrong.map(({ title, url }) => `${title} ${url}`)),
      );
    await api.ask('PATCH', '/workspace', { settings: { links: wanted } }, workspaceSchema);
    onChanged();
  };
  return (
    <Section title={strings.linksTitle} text={strings.linksText}>
      <Form action={strings.save} done={strings.saved} onSubmit={save}>
        {rows.length > 0 && (
          <ul className="flex flex-col gap-1.5">
            {rows.map(({ row, title, url }) => (
              <LinkRow
                key={row}
                title={title}
                url={url}
                onChange={(changed) => change(row, changed)}
                onRemove={() => setRows((before) => before.filter((link) => link.row !== row))}
              />
            ))}
          </ul>
        )}
        {rows.length < mostOfficeLinks && (
          <Button look="secondary" className="self-start" onClick={add}>
            <Plus aria-hidden className="size-2" />
            {strings.addLink}
          </Button>
        )}
      </Form>
    </Section>
  );
}

interface LinkRowProps extends OfficeLink {
  readonly onChange: (changed: Partial<OfficeLink>) => void;
  readonly onRemove: () => void;
}

function LinkRow({ title, url, onChange, onRemove }: LinkRowProps) {
  const { settings: strings } = useAccountStrings();
  return (
    <li className="flex flex-wrap items-end gap-1">
      <div className="flex-[1_1_10rem]">
        <Field
          label={strings.linkTitle}
          value={title}
          onChange={(text) => onChange({ title: text })}
          required
          maxLength={40}
          autoFocus={title === '' && url === ''}
        />
      </div>
      <div className="flex-[2_1_12rem]">
        <Field
          label={strings.linkAddress}
          value={url}
          onChange={(text) => onChange({ url: text })}
          required
          inputMode="url"
          autoComplete="off"
          placeholder="https://wiki.example.com"
          maxLength={500}
        />
      </div>
      <IconButton icon={X} label={strings.removeLink(title)} onClick={onRemove} />
    </li>
  );
}

/** People paste addresses as browsers show them, without their beginning. */
function withScheme(address: string): string {
  return /^[a-z][a-z\d+.-]*:(?!\d)/i.test(address) ? address : `https://${address}`;
}

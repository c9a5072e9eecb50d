import { ExternalLink, Globe, Link } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import type { OfficeLink, WorldList } from '@atrium/protocol';
import { worldAddress } from '../../app/route.ts';
import { useLanguage, useServices, useStrings } from '../../app/useServices.ts';
import { buttonLook } from '../controls/Button.tsx';
import { Spinner } from '../controls/Spinner.tsx';
import { Panel } from '../panels/Panel.tsx';
import { PeopleGroups } from '../panels/PeopleGroupList.tsx';
import { usePeople, usePeopleGroups } from '../panels/usePeople.ts';
import type { ListedPerson } from '../peopleGroups.ts';
import { useSurface, useVisit } from '../VisitContext.ts';
import { startPageStrings } from './startPageStrings.ts';

/** What a Computer shows: links that an Admin has set, who is in, and the other Worlds. */
export function StartPage({ onClose }: { readonly onClose: () => void }) {
  const words = startPageStrings[useLanguage()];
  const { people: peopleWords } = useStrings();
  const { space, session } = useVisit();
  const { worldId } = space.world;
  const name = useSurface(({ worldName }) => worldName);
  const list = useWorldList(worldId);
  const people = usePeople();
  const others = list?.worlds.filter((world) => world.worldId !== worldId) ?? [];
  const links = list?.links ?? [];
  const maySetLinks = list?.accounts !== null && session.self.role === 'Admin';
  return (
    <Panel title={name} onClose={onClose}>
      <div
        tabIndex={0}
        role="region"
        aria-label={name}
        className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-1 -outline-offset-2!"
      >
        {list !== undefined && (links.length > 0 || maySetLinks) && (
          <Section title={words.links}>
            <Links links={links} />
            {links.length === 0 && <p className="px-1 text-secondary">{words.noLinks}</p>}
            {maySetLinks && (
              <a
                href="/admin/settings"
                target="_blank"
                rel="noopener noreferrer"
                className={`${buttonLook('quiet')} self-start px-1!`}
              >
                {words.addLinks}
              </a>
            )}
          </Section>
        )}
        <Section title={words.whoIsIn}>
          {people.kind === 'loading' && <Spinner label={peopleWords.loading} />}
          {people.kind === 'failed' && <p className="px-1 text-secondary">{peopleWords.failed}</p>}
          {people.kind === 'listed' && <Everyone people={people.people} />}
        </Section>
        {others.length > 0 && (
          <Section title={words.otherWorlds}>
            <OtherWorlds worlds={others} />
          </Section>
        )}
      </div>
    </Panel>
  );
}

function OtherWorlds({ worlds }: Pick<WorldList, 'worlds'>) {
  const words = startPageStrings[useLanguage()];
  return (
    <ul>
      {worlds.map(({ worldId, name, people }) => (
        <LinkRow
          key={worldId}
          href={worldAddress(worldId)}
          title={name}
          text={words.people(people)}
          icon={<Globe aria-hidden className="size-2 shrink-0 text-secondary" />}
        />
      ))}
    </ul>
  );
}

function Everyone({ people }: { readonly people: readonly ListedPerson[] }) {
  return <PeopleGroups groups={usePeopleGroups(people, '')} />;
}

/** Asked for when the page opens: an Admin may have changed the links since this World was entered. */
function useWorldList(worldId: string): WorldList | undefined {
  const { api, log } = useServices();
  const [list, setList] = useState<WorldList | undefined>();
  useEffect(() => {
    let isShown = true;
    void api.listWorlds(worldId).then((answer) => {
      if (!answer.ok) log.info('The links of the start page were not given', { why: answer.failure.kind });
      else if (isShown) setList(answer.value);
    });
    return () => {
      isShown = false;
    };
  }, [api, log, worldId]);
  return list;
}

function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="flex flex-col gap-0.5">
      <h3 className="px-1 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function Links({ links }: { readonly links: readonly OfficeLink[] }) {
  return (
    <ul>
      {links.map(({ title, url }, index) => (
        <LinkRow
          key={index}
          href={url}
          title={title}
          text={new URL(url).host}
          isElsewhere
          icon={<Link aria-hidden className="size-2 shrink-0 text-secondary" />}
        />
      ))}
    </ul>
  );
}

interface LinkRowProps {
  readonly href: string;
  readonly title: string;
  readonly text: string;
  readonly icon: ReactNode;
  /** Whether it leads to another site, in a tab of its own. */
  readonly isElsewhere?: boolean;
}

function LinkRow({ href, title, text, icon, isElsewhere = false }: LinkRowProps) {
  const words = startPageStrings[useLanguage()];
  return (
    <li>
      <a
        href={href}
        {...(isElsewhere ? { target: '_blank', rel: 'noopener noreferrer' } : {})}
        className="flex min-h-5.5 items-center gap-1 rounded-control px-1 py-0.5 -outline-offset-2! hover:bg-raised"
      >
        {icon}
        <span className="min-w-0 flex-1">
          <bdi className="block truncate font-semibold">{title}</bdi>
          <span className="block truncate text-caption text-secondary">{text}</span>
        </span>
        {isElsewhere && (
          <>
            <ExternalLink aria-hidden className="size-2 shrink-0 text-secondary" />
            <span className="sr-only">{words.newTab}</span>
          </>
        )}
      </a>
    </li>
  );
}

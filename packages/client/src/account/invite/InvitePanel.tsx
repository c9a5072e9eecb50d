import { Copy } from 'lucide-react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { linkReplySchema } from '@atrium/protocol';
import type { InvitationRequest } from '@atrium/protocol';
import { hasRight } from '@atrium/world';
import { useServices } from '../../app/useServices.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { Switch } from '../../ui/controls/Switch.tsx';
import { copyText } from '../../ui/copyText.ts';
import { useSurface, useVisit } from '../../ui/VisitContext.ts';
import { useAccountStrings } from '../accountStrings.ts';
import { Problem } from '../parts/Problem.tsx';
import { SecretLink } from '../parts/SecretLink.tsx';
import { useAccount, useAccountApi, useDoing } from '../useAccountApi.ts';
import { absoluteLink, linkToRoom, roomAddress } from './inviteLinks.ts';
import { worldAddress } from '../../app/route.ts';

/** A link that was made in this panel. */
interface MadeLink {
  readonly text: string;
  readonly isCopied: boolean;
}

/** Brings others in, with one press more: into the World, or to the room one is in. */
export function InvitePanel() {
  const { invite: words } = useAccountStrings();
  const { entrance, space } = useVisit();
  const account = useAccount();
  const zone = useSurface((state) => state.zone);
  const [bringsToRoom, setBringsToRoom] = useState(false);
  const [made, setMade] = useState<MadeLink | undefined>();
  const room = zone === undefined || zone.id === space.zones.ground.id ? undefined : zone;
  const props = { roomId: bringsToRoom ? room?.id : undefined, onMade: setMade };
  const mayInvite = account !== undefined && hasRight(account.role, 'managePeople');
  return (
    <div className="scroll-slim flex min-h-0 flex-1 flex-col gap-2 overflow-y-auto overscroll-contain p-2">
      {made !== undefined && (
        <SecretLink
          key={made.text}
          text={made.text}
          note={made.isCopied ? words.copiedNote : words.note}
          isCopied={made.isCopied}
        />
      )}
      {room !== undefined && (
        <Switch
          label={words.toRoom(room.name)}
          isOn={bringsToRoom}
          onChange={(isOn) => {
            setBringsToRoom(isOn);
            setMade(undefined);
          }}
        />
      )}
      {mayInvite && <NewLinks {...props} />}
      {!mayInvite && entrance.hasAccounts && <Card title={words.askTitle} text={words.askText} />}
      <PageLink text={entrance.hasAccounts ? words.pageText : words.openText} {...props} />
    </div>
  );
}

interface LinkProps {
  /** The room to which the link leads; `undefined`: into the World. */
  readonly roomId: string | undefined;
  readonly onMade: (link: MadeLink) => void;
}

/** For those who may let new people in: a link for visitors, and one for colleagues. */
function NewLinks({ roomId, onMade }: LinkProps) {
  const { invite: words } = useAccountStrings();
  const { log } = useServices();
  const { worldId } = useVisit().space.world;
  const api = useAccountApi();
  const { run, problem, isBusy } = useDoing();
  const make = (order: InvitationRequest) =>
    void run(async () => {
      const { link } = await api.ask('POST', '/invitations', order, linkReplySchema);
      const plain = absoluteLink(link, window.location.origin);
      const text = roomId === undefined ? plain : linkToRoom(plain, { worldId, zoneId: roomId });
      onMade({ text, isCopied: await copyText(text, log) });
    });
  const guest = { kind: 'guest', worldId, uses: 10, days: 1, visitMinutes: 120, note: '' } as const;
  const member = { kind: 'account', role: 'Member', uses: 1, days: 7, note: '' } as const;
  return (
    <>
      <Problem text={problem} />
      <Card title={words.guestTitle} text={words.guestText}>
        <Button look="primary" data-autofocus aria-disabled={isBusy} onClick={() => isBusy || make(guest)}>
          <Copy aria-hidden className="size-2" />
          {words.guestAction}
        </Button>
      </Card>
      <Card title={words.accountTitle} text={words.accountText}>
        <Button look="secondary" aria-disabled={isBusy} onClick={() => isBusy || make(member)}>
          <Copy aria-hidden className="size-2" />
          {words.accountAction}
        </Button>
        <a
          href="/admin/invitations"
          target="_blank"
          rel="opener"
          className="grid min-h-5.5 place-items-center underline underline-offset-4"
        >
          {words.more}
        </a>
      </Card>
    </>
  );
}

/** The address of the World or the room, for those who may enter already. */
function PageLink({ text, roomId, onMade }: LinkProps & { readonly text: string }) {
  const { invite: words } = useAccountStrings();
  const { log } = useServices();
  const { worldId } = useVisit().space.world;
  const copy = async () => {
    const { origin } = window.location;
    const address =
      roomId === undefined
        ? new URL(worldAddress(worldId), origin).href
        : roomAddress(origin, { worldId, zoneId: roomId });
    onMade({ text: address, isCopied: await copyText(address, log) });
  };
  return (
    <Card title={words.pageTitle} text={text}>
      <Button look="secondary" onClick={() => void copy()}>
        <Copy aria-hidden className="size-2" />
        {words.pageAction}
      </Button>
    </Card>
  );
}

interface CardProps {
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

function Card({ title, text, children }: CardProps) {
  return (
    <section className="flex flex-col gap-0.5 border-t border-hairline pt-2 first:border-t-0 first:pt-0">
      <h3 className="font-semibold">{title}</h3>
      <p className="text-secondary">{text}</p>
      {children !== undefined && (
        <div className="flex flex-wrap items-center gap-x-2 gap-y-0.5">{children}</div>
      )}
    </section>
  );
}

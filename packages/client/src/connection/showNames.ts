import type { ServerMessage } from '@atrium/protocol';
import type { Role } from '@atrium/world';

/** Somebody as the server names them. */
interface NamedPerson {
  readonly name: string;
  readonly role: Role;
}

/** How a page writes somebody's name. */
export type ShownName = (person: NamedPerson) => string;

/**
 * The message with each person in it named as this page shows them. It is done once, where messages come in: no label,
 * list, chat line or notice can then show a Guest, who may take an Admin's name, by that name alone.
 */
export function showNames(message: ServerMessage, shownName: ShownName): ServerMessage {
  const show = <Person extends NamedPerson>(person: Person): Person => ({
    ...person,
    name: shownName(person),
  });
  switch (message.type) {
    case 'hello.ok':
      return show(message);
    case 'snapshot':
      return { ...message, peers: message.peers.map(show) };
    case 'peer.joined':
      return { ...message, peer: show(message.peer) };
    case 'people.list.ok':
      return { ...message, people: message.people.map(show) };
    case 'knock.asked':
      return { ...message, person: show(message.person) };
    case 'knock.over':
    case 'world.editing':
      return { ...message, by: message.by && show(message.by) };
    case 'room.askedToLeave':
    case 'world.changed':
      return { ...message, by: show(message.by) };
    case 'interact.ok':
      return message.holder === undefined ? message : { ...message, holder: show(message.holder) };
    case 'chat.message':
      return { ...message, from: show(message.from) };
    case 'call.asked':
      return { ...message, from: show(message.from) };
    default:
      // A new message that names somebody does not compile before it has its case.
      return message satisfies Exclude<ServerMessage, NamesSomebody<ServerMessage>>;
  }
}

type NamesSomebody<Message> = Message extends NamedPerson
  ? Message
  : Message extends object
    ? Extract<Message[keyof Message], NamedPerson | readonly NamedPerson[]> extends never
      ? never
      : Message
    : never;

import { mediaSources } from '@atrium/protocol';
import type { FeaturedWorld } from '../features.ts';
import type { FakeSfu } from './fakeSfu.ts';
import type { Talker } from './talker.ts';

/** Throws where somebody could be heard by whom they do not share a Zone with, or although they are muted. */
export function checkMedia(world: FeaturedWorld, sfu: FakeSfu): void {
  const { media } = world.features.media;
  for (const room of sfu.openRooms) {
    for (const [from] of room.members) {
      for (const [to] of room.members) {
        for (const source of mediaSources) {
          if (from !== to && room.forwards(from, source, to)) checkForwarding(world, from, source, to);
        }
      }
    }
  }
  for (const avatar of world.people.values()) {
    const member = media.member(avatar.person.personId);
    const zone = member && media.zoneOf(member);
    if (member?.avatar !== avatar || member.awaySinceMs !== undefined || zone === undefined) continue;
    if (zone.presence.info.id !== avatar.zoneId)
      fail(`${member.personId} is in the media of a Zone that they are not in`);
  }
}

/** Throws where a Client that is connected, and has been told everything, has an audible link to whom it does not see. */
export function checkHearing(talker: Talker): void {
  const { client } = talker;
  const seen = new Set(Array.from(client.peers.values(), ({ personId }) => personId));
  for (const { audible, personId, linkId } of client.last('media.plan')?.links ?? []) {
    if (audible && !seen.has(personId)) fail(`${linkId} lets ${personId} be heard, who is not seen`);
  }
}

/** What a Client believes its links to be, when everything has been said, is what the server means by them. */
export function checkPlan(talker: Talker, world: FeaturedWorld, personId: string): void {
  const { media } = world.features.media;
  const member = media.member(personId);
  const zone = member && media.zoneOf(member);
  if (member === undefined || zone === undefined) return;
  const meant = zone.links.of(member).map(({ linkId }) => linkId);
  const believed = talker.plan.links.map(({ linkId }) => linkId);
  if ([...meant].sort().join() !== [...believed].sort().join())
    fail(`${personId} believes in the links ${believed.join()} and has ${meant.join()}`);
}

function checkForwarding(world: FeaturedWorld, from: string, source: string, to: string): void {
  const { media } = world.features.media;
  const [seen, seer] = [world.people.get(from), world.people.get(to)];
  if (seen === undefined || seer?.zoneId !== seen.zoneId)
    fail(`${to} receives the ${source} of ${from}, whom they do not see`);
  const [sender, receiver] = [media.member(from), media.member(to)];
  if (sender === undefined || receiver === undefined) return fail(`somebody unknown is heard`);
  const zone = media.zoneOf(sender);
  if (zone === undefined || zone !== media.zoneOf(receiver))
    fail(`${to} receives the ${source} of ${from} from another Zone`);
  const links = zone?.links.of(sender).filter(({ ends }) => ends.includes(receiver)) ?? [];
  if (!links.some(({ kind, audible }) => kind === 'sfu' && audible))
    fail(`${to} receives the ${source} of ${from} without an audible link`);
  const isOff = source === 'microphone' ? !sender.switches.microphone : !sender.switches.screen;
  if ((source === 'microphone' || source === 'screen-audio') && (sender.muted || isOff))
    fail(`${to} hears ${source} of ${from}, who is muted or has switched it off`);
  if (sender.switches.doNotDisturb || receiver.switches.doNotDisturb)
    fail(`${to} receives from ${from} although one of them does not want to be disturbed`);
}

function fail(what: string): never {
  throw new Error(what);
}

import { requestIdOf } from '@atrium/protocol';
import type { ClientMessage, ClientMessageOf, ErrorCode, MediaSource, ServerMessage } from '@atrium/protocol';
import { SfuRefusal } from '../ports/sfu.ts';
import type { Answers } from '../worlds/answers.ts';
import type { MediaMember } from './mediaMember.ts';
import { isPaused, maySend } from './permission.ts';
import { RoomMember } from './roomMember.ts';
import type { ZoneMedia } from './zoneMedia.ts';

export type SfuRequest = Extract<ClientMessage, { type: `sfu.${string}` }>;

/** Request refused; see `code`. */
class Refused extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode) {
    super(code);
    this.code = code;
  }
}

/** Passes on to the SFU what a member of its room asks for, as far as their MediaPlan allows it. Never rejects. */
export async function answerSfu(
  zone: ZoneMedia,
  member: MediaMember,
  request: SfuRequest,
  answers: Answers,
): Promise<void> {
  const id = requestIdOf(request);
  try {
    answers.send(await carryOut(zone, member, request));
  } catch (cause) {
    if (cause instanceof Refused) return answers.refuse(cause.code, id);
    if (cause instanceof SfuRefusal) return answers.refuse('bad_request', id);
    // Whatever was asked of a room that has gone meanwhile is no fault of anybody's.
    if (member.sfu?.sfuId !== request.sfuId || id === undefined) return answers.refuse('sfu_unavailable', id);
    answers.fail(`answering ${request.type}`, cause, id);
  }
}

async function carryOut(zone: ZoneMedia, member: MediaMember, request: SfuRequest): Promise<ServerMessage> {
  if (request.type === 'sfu.join') return join(zone, member, request);
  const sfu = sfuOf(member, request.sfuId);
  switch (request.type) {
    case 'sfu.ready':
      sfu.member.setRtpCapabilities(request.rtpCapabilities);
      return { type: 'sfu.ready.ok', id: request.id };
    case 'sfu.connect':
      await sfu.member.connect(request.direction, request.dtlsParameters);
      return { type: 'sfu.connect.ok', id: request.id };
    case 'sfu.restartIce':
      return {
        type: 'sfu.restartIce.ok',
        id: request.id,
        iceParameters: await sfu.member.restartIce(request.direction),
        iceServers: zone.relaysToSfu(member),
      };
    case 'sfu.produce':
      return produce(zone, member, sfu, request);
    case 'sfu.unproduce':
      sfu.unproduce(request.source);
      zone.tellPublished(member);
      return { type: 'sfu.unproduce.ok', id: request.id };
    case 'sfu.consume':
      return consume(zone, member, sfu, request);
    case 'sfu.view':
      for (const { consumerId, paused, spatialLayer } of request.consumers) {
        sfu.member.setConsumer(consumerId, paused, spatialLayer);
      }
      return { type: 'sfu.view.ok', id: request.id };
  }
}

function sfuOf(member: MediaMember, sfuId: string): RoomMember {
  if (member.sfu?.sfuId !== sfuId) throw new Refused('sfu_unavailable');
  return member.sfu;
}

async function join(
  zone: ZoneMedia,
  member: MediaMember,
  { id, sfuId }: ClientMessageOf<'sfu.join'>,
): Promise<ServerMessage> {
  const open = zone.openRoom;
  if (open?.sfuId !== sfuId || !member.takesPart) throw new Refused('sfu_unavailable');
  zone.leaveRoom(member);
  const sfu = await open.room.join(member.personId);
  // They may have gone while the transports were made. Where they have joined twice, the room keeps the last one.
  const isHere = zone.members.get(member.personId) === member;
  const isStillWanted = isHere && zone.openRoom?.sfuId === sfuId && member.takesPart;
  if (!isStillWanted) {
    sfu.leave();
    throw new Refused('sfu_unavailable');
  }
  member.sfu = new RoomMember(sfuId, sfu);
  const published = zone.links
    .of(member)
    .filter(({ kind }) => kind === 'sfu')
    .flatMap(({ ends }) => ends.filter((end) => end !== member))
    .map((end) => ({ personId: end.personId, producers: [...(end.sfu?.offered ?? [])] }));
  const { send, receive } = sfu;
  const { rtpCapabilities } = open.room;
  const iceServers = zone.relaysToSfu(member);
  return { type: 'sfu.join.ok', id, rtpCapabilities, send, receive, published, iceServers };
}

async function produce(
  zone: ZoneMedia,
  member: MediaMember,
  sfu: RoomMember,
  { id, source, rtpParameters }: ClientMessageOf<'sfu.produce'>,
): Promise<ServerMessage> {
  if (!maySend(zone.rulesFor(member), source)) throw new Refused('media_not_allowed');
  const producerId = await sfu.produce(source, rtpParameters, isPaused(member, source));
  if (member.sfu !== sfu) throw new Refused('sfu_unavailable');
  // Switches and rules may have changed meanwhile.
  if (maySend(zone.rulesFor(member), source)) sfu.member.setProducerPaused(source, isPaused(member, source));
  else sfu.unproduce(source);
  zone.tellPublished(member);
  return { type: 'sfu.produce.ok', id, producerId };
}

async function consume(
  zone: ZoneMedia,
  member: MediaMember,
  sfu: RoomMember,
  { id, personId, source }: ClientMessageOf<'sfu.consume'>,
): Promise<ServerMessage> {
  if (linkTo(zone, member, personId) === undefined) throw new Refused('link_unknown');
  if (!isOffered(zone, personId, source)) throw new Refused('not_published');
  const consumer = await sfu.member.consume(personId, source);
  const link = linkTo(zone, member, personId);
  if (link === undefined) sfu.member.unconsume(personId);
  if (link === undefined || member.sfu !== sfu) throw new Refused('link_unknown');
  if (!isOffered(zone, personId, source)) {
    // It was taken back while the SFU made the consumer.
    zone.members.get(personId)?.sfu?.member.withdraw(source);
    throw new Refused('not_published');
  }
  sfu.member.setDeafTo(personId, !link.audible);
  return { type: 'sfu.consume.ok', id, ...consumer };
}

function linkTo(zone: ZoneMedia, member: MediaMember, personId: string) {
  const links = zone.links.of(member);
  return links.find(({ kind, ends }) => kind === 'sfu' && ends.some((end) => end.personId === personId));
}

function isOffered(zone: ZoneMedia, personId: string, source: MediaSource): boolean {
  const offered = zone.members.get(personId)?.sfu?.offered ?? [];
  return offered.some((known) => known.source === source);
}

import { randomBytes } from 'node:crypto';
import type { types } from 'mediasoup';
import type { SfuMember, SfuRoom } from '@atrium/signaling';
import { SfuRefusal } from '@atrium/signaling';
import type { MemberTransport } from '../mediasoupMember.ts';
import { MediasoupRoom } from '../mediasoupRoom.ts';

const host = '127.0.0.1';
const nowhere = {
  transportId: 'plain',
  iceParameters: { usernameFragment: '', password: '' },
  iceCandidates: [],
  dtlsParameters: { fingerprints: [{ algorithm: 'sha-256' as const, value: '' }] },
};

export interface PlainMember {
  readonly member: SfuMember;
  /** UDP port of this machine that takes what the person sends, as plain RTP. */
  readonly sendPort: number;
}

/**
 * Joins a room of the real SFU without ICE and DTLS, for load that no browser could make on the same machine: RTP comes
 * in plain, and goes out encrypted (SRTP) as to a browser.
 *
 * @param receivePort UDP port of this machine that gets what is forwarded to the person
 */
export async function joinPlainly(
  room: SfuRoom,
  personId: string,
  receivePort: number,
): Promise<PlainMember> {
  if (!(room instanceof MediasoupRoom)) throw new TypeError('Only rooms of mediasoup can be joined plainly.');
  const part = await room.reserve();
  const { send, receive, sendPort } = await createPlainTransports(part.router, receivePort);
  const member = room.admit({
    personId,
    part,
    send: asMemberTransport(send),
    receive: asMemberTransport(receive),
    parameters: { send: nowhere, receive: nowhere },
  });
  return { member, sendPort };
}

/** The same two transports in any router, for what Atrium is measured against. */
export async function createPlainTransports(
  router: types.Router,
  receivePort: number,
): Promise<{
  readonly send: types.PlainTransport;
  readonly receive: types.PlainTransport;
  readonly sendPort: number;
}> {
  const listenInfo = { protocol: 'udp' as const, ip: host };
  const send = await router.createPlainTransport({ listenInfo, comedia: true, rtcpMux: true });
  const receive = await router.createPlainTransport({
    listenInfo,
    rtcpMux: true,
    enableSrtp: true,
    srtpCryptoSuite: 'AES_CM_128_HMAC_SHA1_80',
  });
  const keyBase64 = randomBytes(30).toString('base64');
  await receive.connect({
    ip: host,
    port: receivePort,
    srtpParameters: { cryptoSuite: 'AES_CM_128_HMAC_SHA1_80', keyBase64 },
  });
  return { send, receive, sendPort: send.tuple.localPort };
}

function asMemberTransport(transport: types.PlainTransport): MemberTransport {
  const refuse = () => Promise.reject(new SfuRefusal('A plain transport needs no connection.'));
  return {
    get closed() {
      return transport.closed;
    },
    connect: refuse,
    restartIce: refuse,
    produce: (options) => transport.produce(options),
    consume: (options) => transport.consume(options),
    close: () => transport.close(),
  };
}

import type { ConnectionTest, IceServer, TransportParameters } from '@atrium/protocol';
import type { Log } from '../../log/log.ts';
import { platformWord } from '../../log/log.ts';
import { toRtcIceServers } from '../links/rtcIceServers.ts';
import type { NetworkFindings, Outcome, Way } from './judgeNetwork.ts';

/** One attempt takes so long at most, in ms: TCP through a firewall that drops packets does not fail by itself. */
const attemptMs = 8_000;
/** STUN's codes for credentials that do not hold, and for a quota that is used up (RFC 8656). */
const refusals: readonly number[] = [400, 401, 403, 437, 438, 441, 486];

/** Tries everything that a call could go over, all at once. @throws DOMException where the browser does not try */
export async function tryNetwork({ stun, turn, sfu }: ConnectionTest, log: Log): Promise<NetworkFindings> {
  const [own, udp, tcp, tls, sfuUdp, sfuTcp, sfuRelayed] = await Promise.all([
    gather({ iceServers: toRtcIceServers(stun) }, 'srflx'),
    allocate(turn, 'udp'),
    allocate(turn, 'tcp'),
    allocate(turn, 'tls'),
    sfu === null ? undefined : reachSfu(sfu, { protocol: 'udp' }),
    sfu === null ? undefined : reachSfu(sfu, { protocol: 'tcp' }),
    sfu === null || turn.length === 0 ? undefined : reachSfu(sfu, { relay: turn }),
  ]);
  const findings = {
    hasOwnAddress: own.hasOwnAddress,
    stun: stun.length === 0 ? undefined : own.outcome,
    turn: { udp, tcp, tls },
    sfu: { udp: sfuUdp, tcp: sfuTcp, relayed: sfuRelayed },
  };
  log.info('The network was tried', {
    hasOwnAddress: own.hasOwnAddress,
    stun: wordOf(findings.stun),
    turnUdp: wordOf(udp),
    turnTcp: wordOf(tcp),
    turnTls: wordOf(tls),
    sfuUdp: wordOf(sfuUdp),
    sfuTcp: wordOf(sfuTcp),
    sfuRelayed: wordOf(sfuRelayed),
  });
  return findings;
}

function wordOf(outcome: Outcome) {
  return platformWord(outcome ?? 'untried');
}

/** How the address of a TURN server is reached (RFC 7065). */
function wayOf(url: string): Way {
  if (url.startsWith('turns:')) return 'tls';
  return url.endsWith('transport=tcp') ? 'tcp' : 'udp';
}

/** Asks for a relay by one way; one of the addresses is enough. */
async function allocate(servers: readonly IceServer[], way: Way): Promise<Outcome> {
  const ofWay = servers.flatMap((server) => {
    const urls = server.urls.filter((url) => wayOf(url) === way);
    return urls.length === 0 ? [] : [{ ...server, urls }];
  });
  if (ofWay.length === 0) return undefined;
  const { outcome } = await gather(
    { iceServers: toRtcIceServers(ofWay), iceTransportPolicy: 'relay' },
    'relay',
  );
  return outcome;
}

/** Gathers candidates until one of a type comes. */
async function gather(
  configuration: RTCConfiguration,
  wanted: RTCIceCandidateType,
): Promise<{ readonly outcome: Outcome; readonly hasOwnAddress: boolean }> {
  const connection = new RTCPeerConnection(configuration);
  const tellsFaults = 'onicecandidateerror' in connection;
  let isRefused = false;
  let hasFailed = false;
  let hasOwnAddress = false;
  const found = new Promise<boolean>((resolve) => {
    connection.addEventListener('icecandidate', ({ candidate }) => {
      // A device whose own address is public learns nothing from STUN, and is told of no fault either.
      const isOwnPublic = wanted === 'srflx' && hasOwnAddress && !hasFailed && tellsFaults;
      if (candidate === null) return resolve(isOwnPublic);
      if (candidate.candidate !== '') hasOwnAddress = true;
      if (candidate.type === wanted) resolve(true);
    });
    connection.addEventListener('icecandidateerror', ({ errorCode }) => {
      hasFailed = true;
      isRefused ||= refusals.includes(errorCode);
    });
  });
  try {
    connection.createDataChannel('test');
    await connection.setLocalDescription();
    const isReached = await inTime(found);
    return { outcome: isReached ? 'reached' : isRefused ? 'refused' : 'unreached', hasOwnAddress };
  } finally {
    connection.close();
  }
}

type SfuWay = { readonly protocol: 'udp' | 'tcp' } | { readonly relay: readonly IceServer[] };

/** Whether the SFU answers to ICE. Nothing is encrypted or sent: who reaches it so far reaches it. */
async function reachSfu(sfu: TransportParameters, way: SfuWay): Promise<Outcome> {
  const candidates = sfu.iceCandidates.filter(
    // A relay speaks UDP with the SFU.
    ({ protocol }) => protocol === ('protocol' in way ? way.protocol : 'udp'),
  );
  if (candidates.length === 0) return undefined;
  const connection = new RTCPeerConnection(
    'relay' in way ? { iceServers: toRtcIceServers(way.relay), iceTransportPolicy: 'relay' } : {},
  );
  const answered = new Promise<boolean>((resolve) => {
    connection.addEventListener('iceconnectionstatechange', () => {
      const { iceConnectionState: state } = connection;
      if (state === 'connected' || state === 'completed') resolve(true);
      if (state === 'failed') resolve(false);
    });
  });
  try {
    connection.createDataChannel('test');
    await connection.setLocalDescription();
    const sdp = answerOf({ ...sfu, iceCandidates: candidates });
    await connection.setRemoteDescription({ type: 'answer', sdp });
    return (await inTime(answered)) ? 'reached' : 'unreached';
  } finally {
    connection.close();
  }
}

/** An SFU's transport as the answer to an offer of one data channel (RFC 8841, RFC 8839). */
function answerOf({ iceParameters, iceCandidates, dtlsParameters }: TransportParameters): string {
  const fingerprint =
    dtlsParameters.fingerprints.find(({ algorithm }) => algorithm === 'sha-256') ??
    dtlsParameters.fingerprints[0];
  const candidates = iceCandidates.map(({ foundation, protocol, priority, address, port, tcpType }) => {
    const tcp = protocol === 'tcp' ? ` tcptype ${tcpType ?? 'passive'}` : '';
    return `a=candidate:${foundation} 1 ${protocol} ${priority} ${address} ${port} typ host${tcp}`;
  });
  return [
    'v=0',
    'o=- 1 1 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=ice-lite',
    'a=group:BUNDLE 0',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'c=IN IP4 0.0.0.0',
    'a=mid:0',
    `a=ice-ufrag:${iceParameters.usernameFragment}`,
    `a=ice-pwd:${iceParameters.password}`,
    ...(fingerprint === undefined ? [] : [`a=fingerprint:${fingerprint.algorithm} ${fingerprint.value}`]),
    'a=setup:passive',
    'a=sctp-port:5000',
    ...candidates,
    'a=end-of-candidates',
    '',
  ].join('\r\n');
}

/** `false` where the answer takes too long. */
async function inTime(answer: Promise<boolean>): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<boolean>((resolve) => (timer = setTimeout(() => resolve(false), attemptMs)));
  try {
    return await Promise.race([answer, late]);
  } finally {
    clearTimeout(timer);
  }
}

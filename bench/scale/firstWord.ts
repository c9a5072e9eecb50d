import { createSfu } from '@atrium/sfu';
import { joinPlainly, PlainTalker } from '@atrium/sfu/testing';
import { setTimeout as pause } from 'node:timers/promises';

/** How soon somebody is heard who begins to speak where many microphones are open, in ms, at each try. */
interface FirstWords {
  /** Their microphone sent nothing before, as browsers do in silence. */
  readonly afterSilence: readonly number[];
  /** It sent noise before, quieter than six others. */
  readonly afterNoise: readonly number[];
}

const names = [...'abcdefghijkl'];
const packetMs = 20;
/** Until the levels are measured and the last speaker is left out again. */
const settleMs = 4_000;
const noise = -70;
const speech = -25;

/** Twelve open microphones: six people speak, the others make noise or none, and one of them begins to speak. */
export async function measureFirstWords(tries: number): Promise<FirstWords> {
  const sfu = await createSfu(
    { workers: 1, addresses: ['127.0.0.1'], announcedFor: (address) => [address], firstPort: 0 },
    () => undefined,
  );
  const nothing = { lost: () => undefined, speakersChanged: () => undefined };
  const room = await sfu.openRoom({ worldId: 'bench', zoneId: 'meeting' }, nothing);
  const join = async (name: string, ssrc: number) => {
    const talker = await PlainTalker.create(ssrc);
    const { member, sendPort } = await joinPlainly(room, name, talker.receivePort);
    talker.sendPort = sendPort;
    member.setRtpCapabilities(room.rtpCapabilities);
    return { talker, member };
  };
  const levels = new Map<PlainTalker, number>();
  const speakers: PlainTalker[] = [];
  const listener = await join('listener', 1);
  let ssrcOfLast = 0;
  for (const [index, name] of names.entries()) {
    const { talker, member } = await join(name, 100 + index);
    await member.produce('microphone', 1, talker.sound(room.rtpCapabilities), false);
    const { consumerId, rtpParameters } = await listener.member.consume(name, 'microphone');
    listener.member.setConsumer(consumerId, false);
    ssrcOfLast = rtpParameters.encodings?.[0]?.ssrc ?? 0;
    speakers.push(talker);
    levels.set(talker, index < 6 ? speech : noise - index);
  }
  const last = speakers.at(-1);
  if (last === undefined) throw new Error('Nobody is there.');
  const sending = setInterval(() => {
    for (const [talker, level] of levels) talker.speak(1, level);
  }, packetMs);
  const heard = () => listener.talker.receivedOf.get(ssrcOfLast) ?? 0;
  const measure = async (before: number | undefined): Promise<number> => {
    if (before === undefined) levels.delete(last);
    else levels.set(last, before);
    await pause(settleMs);
    const count = heard();
    const beganAtMs = performance.now();
    levels.set(last, speech + 10);
    last.speak(1, speech + 10);
    while (heard() === count) await pause(1);
    return performance.now() - beganAtMs;
  };
  const afterSilence: number[] = [];
  const afterNoise: number[] = [];
  for (let attempt = 0; attempt < tries; attempt++) {
    afterSilence.push(await measure(undefined));
    afterNoise.push(await measure(noise));
  }
  clearInterval(sending);
  for (const talker of [...speakers, listener.talker]) talker.close();
  await sfu.close();
  return { afterSilence, afterNoise };
}

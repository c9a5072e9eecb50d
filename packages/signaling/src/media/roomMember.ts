import type { MediaSource, RtpParameters } from '@atrium/protocol';
import type { SfuMember } from '../ports/sfu.ts';
import { SfuRefusal } from '../ports/sfu.ts';

/** Something that a person sends through the SFU. */
export interface PublishedSource {
  readonly source: MediaSource;
  /** Another one for the same source has another id. */
  readonly producerId: string;
}

/** What was last asked for one source. */
interface SourceState {
  generation: number;
  /** `undefined` while the SFU has not answered, and once the source was taken back. */
  producerId: string | undefined;
}

/** A person in a room of the SFU, and what they send there: what this server has asked for, not what the SFU answers. */
export class RoomMember {
  readonly sfuId: string;
  readonly member: SfuMember;
  /** Since when their microphone has been closed, in ms; `undefined` while it is open. */
  microphoneClosedSinceMs: number | undefined;
  readonly #sources = new Map<MediaSource, SourceState>();
  #isMicrophoneOffered = true;

  constructor(sfuId: string, member: SfuMember) {
    this.sfuId = sfuId;
    this.member = member;
  }

  /** What others can receive from them at this moment. */
  get offered(): readonly PublishedSource[] {
    return this.published.filter(({ source }) => source !== 'microphone' || this.#isMicrophoneOffered);
  }

  /** What they send, whether others can receive it or not. */
  get published(): readonly PublishedSource[] {
    return [...this.#sources].flatMap(([source, { producerId }]) =>
      producerId === undefined ? [] : [{ source, producerId }],
    );
  }

  /** @throws SfuRefusal where it was taken back, or asked for again, before the SFU answered */
  async produce(source: MediaSource, rtpParameters: RtpParameters, isPaused: boolean): Promise<string> {
    const generation = this.#begin(source);
    const producerId = await this.member.produce(source, generation, rtpParameters, isPaused);
    const state = this.#sources.get(source);
    if (state?.generation !== generation) throw new SfuRefusal('That was taken back meanwhile.');
    state.producerId = producerId;
    return producerId;
  }

  unproduce(source: MediaSource): void {
    const generation = this.#begin(source);
    this.member.unproduce(source, generation);
  }

  /** Lets others receive the microphone, or ends that. @returns whether that is news */
  offerMicrophone(isOffered: boolean): boolean {
    if (this.#isMicrophoneOffered === isOffered) return false;
    this.#isMicrophoneOffered = isOffered;
    return true;
  }

  #begin(source: MediaSource): number {
    const generation = (this.#sources.get(source)?.generation ?? 0) + 1;
    this.#sources.set(source, { generation, producerId: undefined });
    return generation;
  }
}

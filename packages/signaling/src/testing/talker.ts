import type { ClientMessageOf, MediaLink, MediaPlan, PeerMediaState } from '@atrium/protocol';
import type { FakeClient } from './fakeClient.ts';
import type { Office } from './office.ts';

type Switches = Partial<Omit<ClientMessageOf<'media.state'>, 'type' | 'id'>>;
let requests = 1_000;

/** Somebody in an Office whose Client takes part in media. */
export class Talker {
  readonly client: FakeClient;
  readonly office: Office;

  constructor(office: Office, client: FakeClient) {
    this.office = office;
    this.client = client;
  }

  /** Comes in and switches on what is named. */
  static async enter(office: Office, who: string, switches: Switches = {}, ticket?: string): Promise<Talker> {
    const talker = new Talker(office, await office.enter(who, ticket === undefined ? {} : { ticket }));
    await talker.switch(switches);
    return talker;
  }

  async switch(switches: Switches): Promise<void> {
    const all = {
      microphone: true,
      camera: false,
      screen: false,
      doNotDisturb: false,
      audioOnly: false,
      holds: [],
    };
    this.client.say({ type: 'media.state', id: requests++, ...all, ...switches });
    await this.office.pass(20);
  }

  /** Sends a request and waits for what it does. */
  async ask(message: Record<string, unknown>): Promise<void> {
    this.client.say({ id: requests++, ...message });
    await this.office.pass(20);
  }

  say(message: Record<string, unknown>): void {
    this.client.say(message);
  }

  get plan(): MediaPlan {
    const plan = this.client.last('media.plan');
    if (plan === undefined) throw new Error('There is no plan yet.');
    return plan;
  }

  /** The link of now to somebody, lower-case name. */
  linkTo(personId: string): MediaLink | undefined {
    return this.plan.links.find((link) => link.personId === personId && !link.retiring);
  }

  /** Whom it is connected with now. */
  get connectedWith(): readonly string[] {
    const links = this.plan.links.filter(({ retiring }) => !retiring);
    return links.map(({ personId }) => personId).sort();
  }

  /** What it was told last of somebody's switches. */
  stateOf(personId: string): PeerMediaState | undefined {
    const told = this.client.of('media.states').flatMap(({ states }) => states);
    return told.findLast((state) => state.personId === personId);
  }

  get sfuId(): string {
    return this.plan.sfu?.sfuId ?? '';
  }

  /** Joins the room of the plan and sends the microphone. */
  async joinSfu(): Promise<void> {
    const { sfuId } = this;
    await this.ask({ type: 'sfu.join', sfuId });
    await this.ask({ type: 'sfu.ready', sfuId, rtpCapabilities: { codecs: [], headerExtensions: [] } });
    await this.produce('microphone');
  }

  async produce(source: string): Promise<void> {
    const rtpParameters = { codecs: [{ mimeType: 'audio/opus', payloadType: 111, clockRate: 48_000 }] };
    await this.ask({ type: 'sfu.produce', sfuId: this.sfuId, source, rtpParameters });
  }

  /** Consumes from somebody and plays it. */
  async consume(personId: string, source = 'microphone'): Promise<void> {
    const { sfuId } = this;
    await this.ask({ type: 'sfu.consume', sfuId, personId, source });
    const consumerId = this.client.last('sfu.consume.ok')?.consumerId;
    if (consumerId === undefined) return;
    await this.ask({ type: 'sfu.view', sfuId, consumers: [{ consumerId, paused: false }] });
  }

  get lastError(): string | undefined {
    return this.client.last('error')?.code;
  }
}

import { worldFromPlan } from '@atrium/world/testing';
import { defaultMediaThresholds } from '@atrium/signaling';
import { describe, expect, it } from 'vitest';
import { SimulatedCall } from './testing/simulatedCall.ts';

const team = worldFromPlan(['########', '#tttttt#', '#t@tttt#', '#tttttt#', '########'], {
  zones: { t: { id: 'team', name: 'Team', type: 'TeamArea' } },
});
const meeting = worldFromPlan(['########', '#mmmmmm#', '#m@mmmm#', '#mmmmmm#', '########'], {
  zones: { m: { id: 'meeting', name: 'Meeting', type: 'MeetingRoom' } },
});

describe.each([
  ['directly', team],
  ['through the SFU', meeting],
])('people who talk %s', (_, world) => {
  it('hear each other, and nobody who is muted', async () => {
    const call = new SimulatedCall(world);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    expect(call.hears(ana, 'ben')).toBe(false);
    ben.engine.setMicrophone(true);
    await call.until(() => call.hears(ana, 'ben'));
    ana.engine.setMicrophone(false);
    await call.until(() => !call.hears(ben, 'ana'));
  });

  it('are silenced by a moderator, microphone and sound of the screen, and go on being seen', async () => {
    const call = new SimulatedCall(world);
    const [eve, ben] = [await call.enter('eve', { role: 'Editor' }), await call.enter('ben')];
    ben.engine.setMicrophone(true);
    ben.engine.setCamera(true);
    ben.engine.setScreen(true);
    eve.engine.setShown([
      { personId: 'ben', source: 'camera', widthPx: 320, heightPx: 180 },
      { personId: 'ben', source: 'screen', widthPx: 1280, heightPx: 720 },
    ]);
    const sound = () => [call.hears(eve, 'ben'), call.hears(eve, 'ben', 'screen-audio')];
    const pictures = () => [call.sees(eve, 'ben'), call.sees(eve, 'ben', 'screen')];
    await call.until(() => [...sound(), ...pictures()].every(Boolean));
    void eve.session.moderation.mute('ben', true, '');
    await call.until(() => !sound().includes(true));
    await call.pass(3_000);
    expect([...sound(), ...pictures()]).toEqual([false, false, true, true]);
    void eve.session.moderation.mute('ben', false, '');
    await call.until(() => [...sound(), ...pictures()].every(Boolean));
  });

  it('hear each other beside somebody whose browser cannot do calls, and are told so', async () => {
    const call = new SimulatedCall(world);
    const cut = await call.enter('cut', {}, { canCall: false });
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    await call.pass(15_000);
    expect(call.hears(ben, 'ana')).toBe(true);
    expect(cut.engine.state.getState()).toMatchObject({ heardBy: [], unreachable: [] });
    expect(cut.engine.state.getState().people.get('ana')).toMatchObject({ microphone: true, canCall: true });
    for (const { engine } of [ana, ben]) {
      const { people, unreachable } = engine.state.getState();
      expect(unreachable).toEqual([]);
      expect(people.get('cut')).toMatchObject({ canCall: false, isAudible: false });
    }
  });

  it('hear those who were talking already, after a reload', async () => {
    const call = new SimulatedCall(world);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    const again = await call.reload(ben);
    await call.until(() => call.hears(again, 'ana'));
    expect(again.engine.state.getState().people.get('ana')).toMatchObject({ microphone: true });
  });

  it('hear those who were talking already, in a second tab that takes over', async () => {
    const call = new SimulatedCall(world);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    const second = await call.enter('ben');
    await call.until(() => call.hears(second, 'ana'));
    expect(call.hears(ben, 'ana')).toBe(false);
    second.engine.setMicrophone(true);
    await call.until(() => call.hears(ana, 'ben'));
  });

  it.each([1_000, 5_000, 25_000])(
    'hear those who were talking already, coming back after %i ms',
    async (ms) => {
      const call = new SimulatedCall(world);
      const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
      ana.engine.setMicrophone(true);
      await call.until(() => call.hears(ben, 'ana'));
      call.closePage(ben);
      await call.pass(ms);
      const again = await call.enter('ben', { ticket: ben.ticket });
      again.engine.setMicrophone(true);
      await call.until(() => call.hears(again, 'ana') && call.hears(ana, 'ben'));
    },
  );

  it('go on hearing each other when the connection to the server was lost for a moment', async () => {
    const call = new SimulatedCall(world);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    ben.network.cut();
    await call.until(() => ben.session.state.kind === 'online');
    await call.pass(8_000);
    expect(call.hears(ben, 'ana')).toBe(true);
    ana.engine.setMicrophone(false);
    await call.until(() => !call.hears(ben, 'ana'));
  });

  it('go on hearing each other through an SFU of its own, without a gap, while the server is replaced', async () => {
    const call = new SimulatedCall(meeting);
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    ana.engine.setMicrophone(true);
    await call.until(() => call.hears(ben, 'ana'));
    const [before] = call.sfu.rooms;
    call.office.restartServer();
    for (let passedMs = 0; passedMs < 8_000; passedMs += 20) {
      await call.pass(20);
      expect(call.hears(ben, 'ana'), `after ${passedMs} ms`).toBe(true);
    }
    expect(call.sfu.rooms.length).toBe(2);
    before?.close();
    expect(call.hears(ben, 'ana')).toBe(true);
    // What was said to the room from before holds for it, too.
    ana.engine.setMicrophone(false);
    await call.until(() => !call.hears(ben, 'ana'));
  });
});

describe('a camera that was paused for want of power', () => {
  it('stays on once it was switched on again all the same', async () => {
    const call = new SimulatedCall(team);
    const ana = await call.enter('ana');
    const isOn = () => ana.engine.state.getState().camera.isOn;
    ana.engine.setCamera(true);
    await call.until(isOn);
    ana.engine.pauseCamera('cpu');
    expect([isOn(), ana.engine.state.getState().cameraPausedBy]).toEqual([false, 'cpu']);
    ana.engine.setCamera(true);
    await call.until(isOn);
    ana.engine.pauseCamera('power');
    expect(isOn()).toBe(true);
  });
});

describe.each([
  ['directly', {}],
  ['through the SFU', { media: { ...defaultMediaThresholds, p2pMaxPeople: 1 } }],
])('people in an OpenArea that allows cameras, connected %s', (_, limits) => {
  const row = `#${'.'.repeat(40)}#`;
  const open = worldFromPlan(['#'.repeat(42), row, `#..@${'.'.repeat(37)}#`, row, '#'.repeat(42)], {
    groundZone: { overrides: { camera: true } },
  });

  it('see each other in earshot, the smaller the further away, and nobody beyond it', async () => {
    const call = new SimulatedCall(open, { limits });
    const [ana, ben] = [await call.enter('ana'), await call.enter('ben')];
    const nearness = () => ben.engine.state.getState().people.get('ana')?.nearness;
    ana.engine.setCamera(true);
    ben.engine.setShown([{ personId: 'ana', source: 'camera', widthPx: 200, heightPx: 100 }]);
    await call.until(() => call.sees(ben, 'ana'));
    expect(nearness()).toBe('close');

    const { x, y } = ana.session.self.place;
    ben.session.walkTo({ x: x + 5, y });
    await call.until(() => nearness() === 'far');
    expect(call.sees(ben, 'ana')).toBe(true);

    ben.session.walkTo({ x: x + 8, y });
    await call.until(() => nearness() === 'beyond');
    await call.until(() => !call.sees(ben, 'ana'));

    ben.session.walkTo({ x: x + 1, y });
    await call.until(() => nearness() === 'close' && call.sees(ben, 'ana'));
  });
});

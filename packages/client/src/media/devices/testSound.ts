import type { Log } from '../../log/log.ts';
import { chooseSpeaker } from '../playback/chooseSpeaker.ts';

/** Two soft tones, in Hz and s. */
const tones = [
  { frequency: 523.25, atS: 0 },
  { frequency: 659.25, atS: 0.22 },
];
const toneS = 0.4;

/** Plays a short sound, so that one hears which loudspeaker it is. */
export function playTestSound(deviceId: string | undefined, log: Log): void {
  const context = new AudioContext();
  void chooseSpeaker(context, deviceId, log).then(() => {
    for (const { frequency, atS } of tones) {
      const startS = context.currentTime + atS;
      const gain = new GainNode(context, { gain: 0 });
      const tone = new OscillatorNode(context, { frequency });
      gain.gain.linearRampToValueAtTime(0.2, startS + 0.02);
      gain.gain.linearRampToValueAtTime(0, startS + toneS);
      tone.connect(gain).connect(context.destination);
      tone.start(startS);
      tone.stop(startS + toneS);
      tone.onended = () => atS > 0 && void context.close();
    }
  });
}

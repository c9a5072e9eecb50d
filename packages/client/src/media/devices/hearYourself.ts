import type { Log } from '../../log/log.ts';
import { chooseSpeaker } from '../playback/chooseSpeaker.ts';

/** How far a test of the microphone is. */
export type HearYourselfPhase = 'recording' | 'playing' | 'done';

/** Long enough for a sentence, in ms. */
const recordingMs = 4_000;

interface HearYourself {
  readonly track: MediaStreamTrack;
  /** `undefined`: the loudspeaker that the system uses. */
  readonly speakerId: string | undefined;
  readonly log: Log;
  readonly told: (phase: HearYourselfPhase) => void;
  /** Ends it at once. */
  readonly signal: AbortSignal;
}

/** Records the microphone for a moment, and plays that back: later than it is said, so that nothing howls. */
export async function hearYourself({ track, speakerId, log, told, signal }: HearYourself): Promise<void> {
  try {
    told('recording');
    const recorded = await record(new MediaStream([track]), signal);
    if (signal.aborted) return;
    told('playing');
    await play(recorded, speakerId, log, signal);
  } catch (cause) {
    log.swallowed('The microphone was not recorded or not played back: the test is over', cause);
  } finally {
    told('done');
  }
}

async function record(stream: MediaStream, signal: AbortSignal): Promise<Blob> {
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener('dataavailable', ({ data }) => parts.push(data));
  const stopped = new Promise<void>((resolve, reject) => {
    recorder.addEventListener('stop', () => resolve());
    recorder.addEventListener('error', () => reject(new Error('The recording failed')));
  });
  recorder.start();
  const stop = () => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  const timer = setTimeout(stop, recordingMs);
  signal.addEventListener('abort', stop);
  await stopped;
  clearTimeout(timer);
  signal.removeEventListener('abort', stop);
  return new Blob(parts, { type: recorder.mimeType });
}

async function play(
  recorded: Blob,
  speakerId: string | undefined,
  log: Log,
  signal: AbortSignal,
): Promise<void> {
  const context = new AudioContext();
  try {
    await chooseSpeaker(context, speakerId, log);
    const buffer = await context.decodeAudioData(await recorded.arrayBuffer());
    if (signal.aborted) return;
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    const ended = new Promise<void>((resolve) => source.addEventListener('ended', () => resolve()));
    const stop = () => source.stop();
    signal.addEventListener('abort', stop);
    source.start();
    await ended;
    signal.removeEventListener('abort', stop);
  } finally {
    await context.close();
  }
}

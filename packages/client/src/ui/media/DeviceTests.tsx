import { Mic, Square, Video, VideoOff, Volume2 } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { useServices, useStrings } from '../../app/useServices.ts';
import type { HearYourselfPhase } from '../../media/devices/hearYourself.ts';
import type { DeviceProblem } from '../../media/mediaControl.ts';
import { Button } from '../controls/Button.tsx';
import { DeviceTrouble } from './DeviceTrouble.tsx';
import { LevelMeter } from './LevelMeter.tsx';
import { OwnCamera } from './OwnCamera.tsx';

/** Tries the chosen devices, whether anybody hears or sees one or not: nothing of it is sent. */
export function DeviceTests({ hasCameraTest }: { readonly hasCameraTest: boolean }) {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  return (
    <div className="flex flex-col items-start gap-1">
      <MicrophoneTest />
      <Button look="secondary" onClick={() => localMedia.testSpeaker()}>
        <Volume2 aria-hidden className="size-2" />
        {words.check.testSpeaker}
      </Button>
      {hasCameraTest && <CameraTest />}
    </div>
  );
}

/** How loud one is, and how one sounds to others. */
function MicrophoneTest() {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  const { microphone } = useStore(localMedia.state);
  const [phase, setPhase] = useState<HearYourselfPhase>('done');
  const stop = useRef<(() => void) | undefined>(undefined);
  useEffect(() => () => stop.current?.(), []);
  const isTesting = phase !== 'done';
  return (
    <div className="flex w-full flex-col gap-0.5">
      <div className="flex items-center gap-1">
        <Button
          look="secondary"
          onClick={() => {
            if (isTesting) stop.current?.();
            else stop.current = localMedia.testMicrophone(setPhase);
          }}
        >
          {isTesting ? <Square aria-hidden className="size-2" /> : <Mic aria-hidden className="size-2" />}
          {isTesting ? words.check.stopTest : words.check.testMicrophone}
        </Button>
        <LevelMeter isOpen={isTesting || (microphone.isOn && !microphone.isStarting)} />
      </div>
      <p role="status" className="text-caption text-secondary empty:hidden">
        {isTesting ? words.check.phases[phase] : ''}
      </p>
      <DeviceTrouble what={words.microphone} problem={microphone.problem} />
    </div>
  );
}

/** What the camera sees, for oneself alone. */
function CameraTest() {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  const cameraId = useStore(localMedia.state, (state) => state.cameraId);
  const [isOn, setOn] = useState(false);
  return (
    <div className="flex flex-col items-start gap-1">
      <Button look="secondary" aria-pressed={isOn} onClick={() => setOn(!isOn)}>
        {isOn ? <VideoOff aria-hidden className="size-2" /> : <Video aria-hidden className="size-2" />}
        {isOn ? words.check.stopTest : words.check.testCamera}
      </Button>
      {isOn && <CameraPreview key={cameraId ?? ''} />}
    </div>
  );
}

function CameraPreview() {
  const { media: words } = useStrings();
  const { localMedia } = useServices();
  const [stream, setStream] = useState<MediaStream | undefined>();
  const [problem, setProblem] = useState<DeviceProblem | undefined>();
  useEffect(() => localMedia.previewCamera(setStream, setProblem), [localMedia]);
  return (
    <>
      <DeviceTrouble what={words.camera} problem={problem} />
      {stream !== undefined && <OwnCamera stream={stream} className="w-30 max-w-full" />}
    </>
  );
}

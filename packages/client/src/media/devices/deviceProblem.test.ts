import { describe, expect, test } from 'vitest';
import { deviceListOf } from './deviceList.ts';
import { deviceProblemOf } from './deviceProblem.ts';

describe('why there is no device', () => {
  test.each([
    ['NotAllowedError', 'Permission denied', 'denied'],
    ['NotAllowedError', 'Permission denied by system', 'denied-by-system'],
    ['NotFoundError', 'Requested device not found', 'none-found'],
    ['NotReadableError', 'Could not start video source', 'in-use'],
    ['OverconstrainedError', '', 'gone'],
    ['TypeError', 'something else', 'unknown'],
  ])('%s (%s) is %s', (name, message, problem) => {
    expect(deviceProblemOf(Object.assign(new Error(message), { name }))).toBe(problem);
  });
});

test('devices without a name that a page may know cannot be chosen', () => {
  const devices = [
    { kind: 'audioinput', deviceId: '', label: '' },
    { kind: 'audioinput', deviceId: 'a', label: 'Headset' },
    { kind: 'videoinput', deviceId: 'v', label: 'Camera' },
    { kind: 'audiooutput', deviceId: 's', label: 'Speaker' },
  ] as const;
  expect(deviceListOf(devices)).toEqual({
    microphones: [{ deviceId: 'a', label: 'Headset' }],
    cameras: [{ deviceId: 'v', label: 'Camera' }],
    speakers: [{ deviceId: 's', label: 'Speaker' }],
  });
});

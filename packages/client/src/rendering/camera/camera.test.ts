import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  clampCamera,
  clampZoom,
  follow,
  pictureAt,
  pictureOrigin,
  zoomAround,
  zoomLimits,
} from './camera.ts';
import type { CameraState } from './camera.ts';
import { CameraRig } from './cameraRig.ts';

const extent = { minX: -1152, minY: -64, maxX: 1536, maxY: 1344 };
const viewport = { width: 1440, height: 900 };
const cameras = fc.record({
  centreX: fc.double({ min: -5000, max: 5000, noNaN: true }),
  centreY: fc.double({ min: -5000, max: 5000, noNaN: true }),
  zoom: fc.double({ min: 0.1, max: 5, noNaN: true }),
});
const viewports = fc.record({
  width: fc.integer({ min: 300, max: 4000 }),
  height: fc.integer({ min: 300, max: 3000 }),
});

describe('the camera', () => {
  it('keeps its zoom between 0.5 and 2', () => {
    expect(clampZoom(0.1)).toBe(0.5);
    expect(clampZoom(9)).toBe(2);
    expect(clampZoom(1.25)).toBe(1.25);
  });

  it('always keeps the Map in view, and clamping twice changes nothing', () => {
    fc.assert(
      fc.property(cameras, viewports, (camera, view) => {
        const kept = clampCamera(camera, extent, view);
        const halfWidth = view.width / 2 / kept.zoom;
        const halfHeight = view.height / 2 / kept.zoom;
        expect(kept.centreX + halfWidth).toBeGreaterThan(extent.minX);
        expect(kept.centreX - halfWidth).toBeLessThan(extent.maxX);
        expect(kept.centreY + halfHeight).toBeGreaterThan(extent.minY);
        expect(kept.centreY - halfHeight).toBeLessThan(extent.maxY);
        expect(clampCamera(kept, extent, view)).toEqual(kept);
      }),
    );
  });

  it('puts a Map that is smaller than the viewport into its middle', () => {
    const small = { minX: -100, minY: 0, maxX: 300, maxY: 120 };
    const camera = clampCamera({ centreX: 5000, centreY: -90, zoom: 0.5 }, small, viewport);
    expect(camera).toMatchObject({ centreX: 100, centreY: 60 });
  });

  it('keeps what is under the pointer there while it zooms', () => {
    const pointer = fc.integer({ min: 0, max: 900 });
    fc.assert(
      fc.property(
        cameras,
        pointer,
        pointer,
        fc.double({ min: 0.5, max: 2, noNaN: true }),
        (start, x, y, zoom) => {
          const camera: CameraState = { ...start, zoom: clampZoom(start.zoom) };
          const before = pictureAt(camera, viewport, x, y);
          const after = pictureAt(zoomAround(camera, zoom, x, y, viewport), viewport, x, y);
          expect(after.x).toBeCloseTo(before.x, 6);
          expect(after.y).toBeCloseTo(before.y, 6);
        },
      ),
    );
  });

  it('comes to rest exactly where it wants to be', () => {
    let camera: CameraState = { centreX: 0, centreY: 0, zoom: 1 };
    let frames = 0;
    for (let arrived = false; !arrived; frames++) {
      ({ camera, arrived } = follow(camera, 300, -120, 16));
      expect(frames).toBeLessThan(200);
    }
    expect(camera).toEqual({ centreX: 300, centreY: -120, zoom: 1 });
  });

  it('lays the picture on whole device pixels', () => {
    fc.assert(
      fc.property(cameras, viewports, fc.constantFrom(1, 1.25, 1.5, 2, 3), (camera, view, ratio) => {
        const { x, y } = pictureOrigin(camera, view, ratio);
        expect(Number.isInteger(x) && Number.isInteger(y)).toBe(true);
      }),
    );
  });
});

describe('the camera over time', () => {
  const started = () => {
    const rig = new CameraRig(extent, 1, false);
    rig.setViewport(viewport);
    rig.advance(192, 640, false, 16);
    return rig;
  };

  it('starts on oneself in the middle of the Map and rests there', () => {
    const rig = started();
    expect(rig.state).toMatchObject({ centreX: 192, centreY: 640 });
    expect(rig.advance(192, 640, false, 16)).toBe(false);
    expect(rig.isMoving).toBe(false);
  });

  it('stays where it is dragged to until one walks', () => {
    const rig = started();
    rig.drag(-200, 0);
    expect(rig.isAway).toBe(true);
    for (let frame = 0; frame < 60; frame++) rig.advance(192, 640, false, 16);
    expect(rig.state.centreX).toBe(392);
    for (let frame = 0; frame < 300; frame++) rig.advance(192, 640, true, 16);
    expect(rig.isAway).toBe(false);
    expect(rig.state.centreX).toBe(192);
  });

  it('comes back when asked to', () => {
    const rig = started();
    rig.drag(-200, 80);
    rig.followSelf();
    expect(rig.isMoving).toBe(true);
    for (let frame = 0; frame < 300; frame++) rig.advance(192, 640, false, 16);
    expect(rig.state).toMatchObject({ centreX: 192, centreY: 640 });
    expect(rig.isMoving).toBe(false);
  });

  it('zooms softly to its limits and no further', () => {
    const rig = started();
    rig.zoomTo(10, 720, 450, false);
    expect(rig.targetZoom).toBe(zoomLimits.max);
    for (let frame = 0; frame < 120; frame++) rig.advance(192, 640, false, 16);
    expect(rig.state.zoom).toBe(zoomLimits.max);
  });

  it('keeps its centre when the window is resized', () => {
    const rig = started();
    rig.setViewport({ width: 900, height: 700 });
    expect(rig.state).toMatchObject({ centreX: 192, centreY: 640 });
  });

  it('does not glide where people want less motion', () => {
    const rig = new CameraRig(extent, 1, true);
    rig.setViewport(viewport);
    rig.advance(192, 640, false, 16);
    rig.advance(252, 640, true, 16);
    // It leans half the way back to the middle of the Map.
    expect(rig.state).toMatchObject({ centreX: 222, centreY: 640 });
    expect(rig.isMoving).toBe(false);
  });

  it('cuts to somebody who is put far away', () => {
    const rig = started();
    rig.advance(-900, 1200, false, 16);
    const lean = { x: 0.18 * viewport.width, y: -0.18 * viewport.height };
    const goal = clampCamera({ centreX: -900 + lean.x, centreY: 1200 + lean.y, zoom: 1 }, extent, viewport);
    expect(rig.state).toEqual(goal);
  });

  it('turns to the way one walks, and stays so when one stops', () => {
    const rig = started();
    for (let step = 1; step <= 60; step++) rig.advance(192 + step, 640, true, 16);
    for (let frame = 0; frame < 200; frame++) rig.advance(252, 640, false, 16);
    expect(rig.state.centreX).toBeGreaterThan(300);
    expect(rig.isMoving).toBe(false);
    expect(rig.isAway).toBe(false);
  });

  it('goes on framing oneself while the zoom is set', () => {
    const rig = started();
    rig.advance(-300, 1000, false, 16);
    rig.zoomFramed(2);
    for (let frame = 0; frame < 200; frame++) rig.advance(-300, 1000, false, 16);
    expect(rig.state.zoom).toBe(2);
    expect(rig.isAway).toBe(false);
  });
});

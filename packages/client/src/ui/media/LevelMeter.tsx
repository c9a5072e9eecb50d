import { useEffect, useRef } from 'react';
import { useReducedMotion, useServices, useStrings } from '../../app/useServices.ts';

/** How often the bar moves, in ms. */
const moveMs = 50;
const reducedMoveMs = 400;
/** How often its number is told to those who ask for it, in ms. */
const tellMs = 500;

/** How loud the own microphone is. Moves without React, and only while there is something to see. */
export function LevelMeter({ isOpen }: { readonly isOpen: boolean }) {
  const { localMedia } = useServices();
  const { media: words } = useStrings();
  const meter = useRef<HTMLDivElement>(null);
  const bar = useRef<HTMLDivElement>(null);
  const everyMs = useReducedMotion() ? reducedMoveMs : moveMs;

  useEffect(() => {
    const show = (level: number) => {
      if (bar.current !== null) bar.current.style.transform = `scaleX(${level})`;
    };
    if (!isOpen) return show(0);
    let movedAtMs = 0;
    let toldAtMs = 0;
    // Animation frames stand still in hidden tabs.
    let frame = requestAnimationFrame(function move(nowMs) {
      frame = requestAnimationFrame(move);
      if (nowMs - movedAtMs < everyMs) return;
      movedAtMs = nowMs;
      const level = localMedia.microphoneLevel();
      show(level);
      if (nowMs - toldAtMs < tellMs) return;
      toldAtMs = nowMs;
      meter.current?.setAttribute('aria-valuenow', String(Math.round(level * 100)));
    });
    return () => cancelAnimationFrame(frame);
  }, [isOpen, localMedia, everyMs]);

  return (
    <div
      ref={meter}
      role="meter"
      aria-label={words.check.level}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={0}
      className="h-1 min-w-6 flex-1 overflow-hidden rounded-full border border-edge bg-background"
    >
      <div ref={bar} className="h-full origin-left scale-x-0 bg-speaking forced-colors:bg-[Highlight]" />
    </div>
  );
}

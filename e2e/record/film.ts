import type { CDPSession, Page } from '@playwright/test';
import sharp from 'sharp';

/** What a page showed from a moment on. */
interface Frame {
  readonly picture: Buffer;
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

/** A part of a film, and for how long each of its pictures is shown. */
export interface Clip {
  readonly pictures: readonly Buffer[];
  readonly delaysMs: readonly number[];
}

/** Records what a page shows, in real time, while something happens in it. */
export async function film(page: Page, happens: () => Promise<void>): Promise<Clip> {
  const frames: Frame[] = [];
  const session = await page.context().newCDPSession(page);
  await startScreencast(session, (frame) => frames.push(frame));
  await happens();
  const endMs = Date.now();
  await session.send('Page.stopScreencast');
  await session.detach();
  return cut(frames, endMs);
}

async function startScreencast(session: CDPSession, take: (frame: Frame) => void): Promise<void> {
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    take({ picture: Buffer.from(data, 'base64'), atMs: (metadata.timestamp ?? Date.now() / 1_000) * 1_000 });
    void session.send('Page.screencastFrameAck', { sessionId }).catch(() => {
      // The screencast has ended.
    });
  });
  await session.send('Page.startScreencast', { format: 'png' });
}

const pictureMs = 100;
/** Nobody wants to watch a page that waits: what stands still is shown no longer than this. */
const longestPictureMs = 700;

/** Ten pictures a second at most. */
function cut(frames: readonly Frame[], endMs: number): Clip {
  const [first] = frames;
  if (first === undefined) throw new Error('The page showed nothing while it was recorded.');
  const pictures: Buffer[] = [];
  const delaysMs: number[] = [];
  for (let atMs = first.atMs; atMs < endMs; atMs += pictureMs) {
    const shown = frames.findLast((frame) => frame.atMs <= atMs) ?? first;
    if (pictures.at(-1) === shown.picture) {
      delaysMs.push(Math.min((delaysMs.pop() ?? 0) + pictureMs, longestPictureMs));
    } else {
      pictures.push(shown.picture);
      delaysMs.push(pictureMs);
    }
  }
  return { pictures, delaysMs };
}

/** Joins clips to one animated WebP that goes on for ever. @param width of the film, in pixels */
export async function joinClips(clips: readonly Clip[], width: number, file: string): Promise<void> {
  const pictures: Buffer[] = [];
  for (const picture of clips.flatMap((clip) => clip.pictures))
    pictures.push(await sharp(picture).resize({ width }).png({ compressionLevel: 1 }).toBuffer());
  await sharp(pictures, { join: { animated: true } })
    .webp({ quality: 65, effort: 4, loop: 0, delay: clips.flatMap((clip) => clip.delaysMs) })
    .toFile(file);
}

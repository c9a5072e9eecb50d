import type { Log } from '../../../log/log.ts';

/** Where there is a Document Picture-in-Picture (WICG), it can show a name beside the picture. */
interface DocumentPictureInPicture {
  requestWindow(options: { readonly width: number; readonly height: number }): Promise<Window>;
}
declare global {
  interface Window {
    readonly documentPictureInPicture?: DocumentPictureInPicture;
  }
  interface MediaSession {
    /** Chromium alone; throws a TypeError elsewhere. */
    setActionHandler(action: 'enterpictureinpicture', handler: (() => void) | null): void;
  }
}

/** A small window of the browser's own over everything else. */
export interface SmallWindow {
  show(content: SmallWindowContent): void;
  close(): void;
}

export interface SmallWindowContent {
  readonly stream: MediaStream | undefined;
  readonly name: string;
}

/** In CSS px. */
export const smallWindowSize = { width: 320, height: 180 } as const;

export function canOpenSmallWindow(): boolean {
  return window.documentPictureInPicture !== undefined || document.pictureInPictureEnabled;
}

/**
 * Opens the window; `undefined` where the browser does not allow it at this moment.
 *
 * @param onClosed called when it is closed, by you or by the browser
 */
export async function openSmallWindow(
  content: SmallWindowContent,
  onClosed: () => void,
  log: Log,
): Promise<SmallWindow | undefined> {
  try {
    const { documentPictureInPicture } = window;
    if (documentPictureInPicture !== undefined)
      return openDocument(await documentPictureInPicture.requestWindow(smallWindowSize), content, onClosed);
    return await openVideo(content, onClosed, log);
  } catch (cause) {
    log.swallowed('No small window without a click, or against the settings of the browser', cause);
    return undefined;
  }
}

function openDocument(child: Window, content: SmallWindowContent, onClosed: () => void): SmallWindow {
  const { document: page } = child;
  const video = page.createElement('video');
  video.muted = true;
  video.autoplay = true;
  Object.assign(video.style, { width: '100%', height: '100%', objectFit: 'cover' });
  const name = page.createElement('p');
  Object.assign(name.style, {
    position: 'absolute',
    left: '8px',
    bottom: '8px',
    margin: '0',
    padding: '2px 8px',
    borderRadius: '999px',
    background: '#16181d',
    color: '#f3efe7',
    font: '600 13px system-ui, sans-serif',
  });
  Object.assign(page.body.style, { margin: '0', height: '100vh', overflow: 'hidden', background: '#16181d' });
  page.body.append(video, name);
  child.addEventListener('pagehide', onClosed);
  const show = (next: SmallWindowContent) => {
    if (video.srcObject !== (next.stream ?? null)) video.srcObject = next.stream ?? null;
    name.textContent = next.name;
  };
  show(content);
  return { show, close: () => child.close() };
}

async function openVideo(
  content: SmallWindowContent,
  onClosed: () => void,
  log: Log,
): Promise<SmallWindow | undefined> {
  if (content.stream === undefined) return undefined;
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = content.stream;
  await video.play();
  await video.requestPictureInPicture();
  video.addEventListener('leavepictureinpicture', onClosed);
  return {
    show({ stream }) {
      if (stream === undefined || video.srcObject === stream) return;
      video.srcObject = stream;
      video
        .play()
        .catch((cause: unknown) => log.swallowed('The next stream came before this one played', cause));
    },
    close: () => void document.exitPictureInPicture().catch(onClosed),
  };
}

import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';

/** How a person looks into their camera, in CSS colours. */
export interface Face {
  readonly skin: string;
  readonly hair: string;
  readonly shirt: string;
  readonly wall: string;
  readonly haircut: 'short' | 'long' | 'curly';
}

const size = { width: 320, height: 240 };
/** Chromium plays 30 a second, again and again: three seconds. */
const frameCount = 90;

/** Writes what a fake camera sees (`--use-file-for-fake-video-capture`): a drawn person who talks, as Motion JPEG. */
export async function writeCameraPictures(file: string, face: Face): Promise<void> {
  const frames: Buffer[] = [];
  for (let frame = 0; frame < frameCount; frame++) {
    const drawing = Buffer.from(drawFace(face, frame / frameCount));
    frames.push(await sharp(drawing).jpeg({ quality: 85 }).toBuffer());
  }
  await writeFile(file, Buffer.concat(frames));
}

/** @param moment from 0 to 1, which look alike: the pictures are played in a loop */
function drawFace({ skin, hair, shirt, wall, haircut }: Face, moment: number): string {
  const wave = (times: number) => Math.sin(2 * Math.PI * times * moment);
  const sway = 4 * wave(1);
  const nod = 2 * wave(2);
  const mouth = 4 * Math.abs(wave(6)) * (0.6 + 0.4 * wave(1));
  const eye = moment > 0.45 && moment < 0.49 ? 0.8 : 5;
  const behind = {
    short: '',
    long: `<path d="M104 92q0-62 56-62t56 62v86h-112z" fill="${hair}"/>`,
    curly: [110, 128, 160, 192, 210]
      .map(
        (x, index) => `<circle cx="${x}" cy="${[92, 60, 48, 60, 92][index] ?? 60}" r="30" fill="${hair}"/>`,
      )
      .join(''),
  }[haircut];
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}">
    <rect width="320" height="240" fill="${wall}"/>
    <rect x="16" y="20" width="72" height="92" rx="4" fill="#fff" opacity=".35"/>
    <rect x="246" y="150" width="52" height="90" rx="6" fill="#000" opacity=".12"/>
    <path d="M62 240q4-62 98-62t98 62z" fill="${shirt}"/>
    <g transform="translate(${sway} ${nod})">
      ${behind}
      <rect x="140" y="140" width="40" height="52" rx="18" fill="${skin}"/>
      <ellipse cx="160" cy="106" rx="45" ry="54" fill="${skin}"/>
      <path d="M114 98q0-52 46-52t46 52q-14-28-46-28t-46 28z" fill="${hair}"/>
      <ellipse cx="143" cy="106" rx="4.5" ry="${eye}" fill="#2b2320"/>
      <ellipse cx="177" cy="106" rx="4.5" ry="${eye}" fill="#2b2320"/>
      <path d="M134 90q8-7 18-4M168 86q10-3 18 4" stroke="${hair}" stroke-width="3" fill="none" stroke-linecap="round"/>
      <path d="M142 129q18 7 36 0q-3 ${8 + 2 * mouth}-18 ${8 + 2 * mouth}t-18-${8 + 2 * mouth}z" fill="#8a3538"/>
    </g>
  </svg>`;
}

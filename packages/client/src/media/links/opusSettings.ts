/**
 * Asks the other end to send Opus with discontinuous transmission (nothing while nobody speaks) and forward error
 * correction (RFC 7587, 6.1: `usedtx` and `useinbandfec` say what the receiver prefers).
 */
export function askForQuietOpus(sdp: string): string {
  const payloadType = /^a=rtpmap:(\d+) opus\/48000/im.exec(sdp)?.[1];
  if (payloadType === undefined) return sdp;
  return sdp.replace(new RegExp(`^a=fmtp:${payloadType} (.*)$`, 'gm'), (_line, settings: string) => {
    const others = settings
      .trim()
      .split(';')
      .filter((setting) => !/^use(dtx|inbandfec)=/.test(setting));
    return `a=fmtp:${payloadType} ${[...others, 'useinbandfec=1', 'usedtx=1'].join(';')}`;
  });
}

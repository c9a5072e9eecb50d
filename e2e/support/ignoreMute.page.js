// Runs in the page before its own scripts: a modified Client that goes on sending its microphone although it says that it
// is muted.
(() => {
  const { replaceTrack } = RTCRtpSender.prototype;
  RTCRtpSender.prototype.replaceTrack = function (track) {
    const isMuting = track === null && this.track?.kind === 'audio';
    return isMuting ? Promise.resolve() : replaceTrack.call(this, track);
  };
})();

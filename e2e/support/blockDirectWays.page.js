// Runs in the page before its own scripts: a firewall between people. Of the other end's addresses only those of a relay
// lead anywhere, and those of the SFU, which says that it is on ICE's light side (RFC 8445, 2.5).
(() => {
  const isBlocked = (text) => text.includes('candidate:') && !/ typ relay( |$)/.test(text);
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    async addIceCandidate(candidate) {
      if (!isBlocked(candidate?.candidate ?? '')) await super.addIceCandidate(candidate);
    }

    async setRemoteDescription({ type, sdp = '' }) {
      const isSfu = sdp.includes('a=ice-lite');
      const lines = sdp.split('\r\n').filter((line) => isSfu || !isBlocked(line));
      await super.setRemoteDescription({ type, sdp: lines.join('\r\n') });
    }
  };
})();

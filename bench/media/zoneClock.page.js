// Runs in the page before its own scripts: notes when the server says that one is in a Zone; keeps the page's own small
// sounds and the browser's noise suppression, which is made for voices, out of what is measured.
(() => {
  localStorage.setItem(
    'atrium.settings',
    JSON.stringify({ sounds: { joined: false, refused: false, seated: false } }),
  );
  const { getUserMedia } = MediaDevices.prototype;
  MediaDevices.prototype.getUserMedia = function (constraints) {
    const raw = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
    return getUserMedia.call(this, constraints.audio ? { ...constraints, audio: raw } : constraints);
  };
  const entered = (window.zoneEnteredMs = {});
  window.WebSocket = class extends WebSocket {
    constructor(...settings) {
      super(...settings);
      this.addEventListener('message', ({ data }) => {
        if (typeof data !== 'string' || !data.startsWith('{"type":"snapshot"')) return;
        entered[JSON.parse(data).zoneId] = performance.now();
      });
    }
  };
})();

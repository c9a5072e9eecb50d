// Runs in the page before its own scripts: a network that lets nothing out but what goes to a TURN server.
(() => {
  const relayed = (configuration) => ({ ...configuration, iceTransportPolicy: 'relay' });
  window.RTCPeerConnection = class extends window.RTCPeerConnection {
    constructor(configuration) {
      super(relayed(configuration));
    }

    setConfiguration(configuration) {
      super.setConfiguration(relayed(configuration));
    }
  };
})();

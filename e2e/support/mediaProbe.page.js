// Runs in the page before its own scripts; the tests use it through mediaProbe.ts.
(() => {
  // The machines that run these tests are always under pressure; that is no reason to switch cameras off.
  delete window.PressureObserver;
  const binMs = 10;
  const audibleLevel = 0.003;
  const connections = new Set();
  const NativeConnection = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends NativeConnection {
    constructor(configuration) {
      super(configuration);
      connections.add(this);
    }
  };

  /** Of each AudioContext: what it plays has a clock of its own. */
  const levelsOf = new Map();
  const listeningSince = new Map();
  let firstHeardMs;
  const taps = new WeakMap();
  const connect = AudioNode.prototype.connect;
  /** Levels of 10 ms each, counted in played samples: a busy main thread loses none. */
  const recorder = `registerProcessor('probe', class extends AudioWorkletProcessor {
    sum = 0; count = 0;
    process([input]) {
      const channels = input.length || 1;
      for (let i = 0; i < 128; i++) {
        let sample = 0;
        for (const channel of input) sample += channel[i] * channel[i];
        this.sum += sample / channels;
        if (++this.count === sampleRate * ${binMs / 1000}) {
          this.port.postMessage(Math.sqrt(this.sum / this.count));
          this.sum = 0; this.count = 0;
        }
      }
      return true;
    }
  });`;
  const tapOf = (context) => {
    const known = taps.get(context);
    if (known !== undefined) return known;
    const url = URL.createObjectURL(new Blob([recorder], { type: 'text/javascript' }));
    const made = context.audioWorklet.addModule(url).then(() => {
      const node = new AudioWorkletNode(context, 'probe');
      const levels = [];
      levelsOf.set(context, levels);
      node.port.onmessage = ({ data }) => {
        levels.push(data);
        if (data >= audibleLevel) firstHeardMs ??= performance.now();
      };
      const mute = new GainNode(context, { gain: 0 });
      connect.call(node, mute);
      connect.call(mute, context.destination);
      return node;
    });
    taps.set(context, made);
    return made;
  };
  AudioNode.prototype.connect = function (...args) {
    if (args[0] === this.context.destination) void tapOf(this.context).then((tap) => connect.call(this, tap));
    return Reflect.apply(connect, this, args);
  };

  window.mediaProbe = {
    get connections() {
      return [...connections].filter((connection) => connection.connectionState === 'connected').length;
    },
    async inbound() {
      let [audioPackets, audioEnergy, framesDecoded] = [0, 0, 0];
      const paths = [];
      for (const connection of connections) {
        const stats = await connection.getStats();
        const entries = [...stats.values()];
        for (const entry of entries) {
          if (entry.type === 'inbound-rtp' && entry.kind === 'audio') {
            audioPackets += entry.packetsReceived ?? 0;
            audioEnergy += entry.totalAudioEnergy ?? 0;
          }
          if (entry.type === 'inbound-rtp' && entry.kind === 'video')
            framesDecoded += entry.framesDecoded ?? 0;
          if (entry.type === 'transport' && entry.dtlsState === 'connected') {
            const pair = stats.get(entry.selectedCandidatePairId);
            paths.push(stats.get(pair?.localCandidateId)?.candidateType ?? 'none');
          }
        }
      }
      return { audioPackets, audioEnergy, framesDecoded, paths };
    },
    /** When something was heard for the first time since `startListening`, on the clock of the page. */
    get firstHeardMs() {
      return firstHeardMs;
    },
    startListening() {
      firstHeardMs = undefined;
      for (const [context, levels] of levelsOf) listeningSince.set(context, levels.length);
    },
    heard() {
      const energy = (bins) => bins.reduce((sum, bin) => sum + bin * bin, 0);
      const all = [...levelsOf];
      // A context that is suspended plays nothing, and measures nothing either.
      const recent = all
        .filter(([context]) => context.state === 'running')
        .map(([, levels]) => energy(levels.slice(-500 / binMs)) / (500 / binMs));
      const heard = all.map(([context, levels]) => levels.slice(listeningSince.get(context) ?? 0));
      // Small sounds of the page itself are played elsewhere; what people say is where most is heard.
      const voices = heard.sort((a, b) => energy(b) - energy(a))[0] ?? [];
      let [gap, longest, loudest] = [0, 0, 0];
      for (const bin of voices) {
        gap = bin < audibleLevel ? gap + 1 : 0;
        longest = Math.max(longest, gap);
        loudest = Math.max(loudest, bin);
      }
      const level = Math.sqrt(recent.reduce((sum, part) => sum + part, 0));
      return { level, longestGapMs: longest * binMs, loudest, listenedMs: voices.length * binMs };
    },
  };
})();

import { createSocket } from 'node:dgram';

// node scanUdp.mjs ADDRESS: prints the UDP ports that do not refuse packets. A refusal reaches a connected socket as an error.
const [, , address] = process.argv;
const [lastPort, atOnce, tries, waitMs] = [65_535, 500, 4, 500];

const silent = [];
for (let first = 1; first <= lastPort; first += atOnce) {
  const ports = Array.from({ length: Math.min(atOnce, lastPort - first + 1) }, (_, index) => first + index);
  const taken = await Promise.all(ports.map(takesPackets));
  silent.push(...ports.filter((_, index) => taken[index]));
}
process.stdout.write(silent.join());

function takesPackets(port) {
  return new Promise((resolve) => {
    const socket = createSocket('udp4');
    let sent = 0;
    const end = (isSilent) => {
      clearInterval(timer);
      socket.close();
      resolve(isSilent);
    };
    const send = () => (sent++ < tries ? socket.send('?') : end(true));
    const timer = setInterval(send, waitMs);
    socket.on('error', () => end(false));
    socket.on('message', () => end(true));
    socket.connect(port, address, send);
  });
}

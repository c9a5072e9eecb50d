// Colyseus with its own ws transport: one room per Zone, its schema as state, patches at the tick of Atrium's frames.
import { Room, Server } from '@colyseus/core';
import { schema } from '@colyseus/schema';
import { WebSocketTransport } from '@colyseus/ws-transport';

const Avatar = schema({ x: 'uint16', y: 'uint16', posture: 'uint8', age: 'uint8' });
const Zone = schema({ avatars: { map: Avatar } });

class ZoneRoom extends Room {
  onCreate() {
    this.state = new Zone();
    this.patchRate = Number(process.env.BENCH_TICK_MS);
    this.onMessage('move', (client, move) => {
      const avatar = this.state.avatars.get(client.sessionId);
      avatar.x = move.x;
      avatar.y = move.y;
      avatar.posture = move.posture;
      avatar.age = move.age;
    });
  }

  onJoin(client, { x, y }) {
    this.state.avatars.set(client.sessionId, new Avatar({ x, y, posture: 0, age: 0 }));
  }

  onLeave(client) {
    this.state.avatars.delete(client.sessionId);
  }
}

const server = new Server({ transport: new WebSocketTransport(), greet: false, gracefullyShutdown: false });
server.define('zone', ZoneRoom).filterBy(['zone']);
await server.listen(Number(process.env.BENCH_PORT), '127.0.0.1');

// Socket.IO as its documentation shows it: one room per Zone, and every move is an event to the others in the room.
import { createServer } from 'node:http';
import { Server } from 'socket.io';

const http = createServer();
const io = new Server(http, { transports: ['websocket'], serveClient: false });

io.on('connection', (socket) => {
  const { zone, id } = socket.handshake.query;
  const person = Number(id);
  void socket.join(zone);
  socket.on('move', ({ x, y, posture, age }) => {
    socket.to(zone).emit('move', { id: person, x, y, posture, age });
  });
});

http.listen(Number(process.env.BENCH_PORT), '127.0.0.1');

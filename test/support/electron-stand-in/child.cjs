// Preloaded into forked "utility processes": process.parentPort over child_process IPC (advanced serialization).
const { EventEmitter } = require('node:events');
const port = new EventEmitter();
port.postMessage = (m) => {
  process.send(m);
};
port.start = () => {};
process.on('message', (data) => port.emit('message', { data, ports: [] }));
process.parentPort = port;
process.type = 'utility';

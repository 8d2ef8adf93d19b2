// Preloaded into forked "utility processes": process.parentPort over child_process IPC (advanced serialization).
const { EventEmitter } = require('node:events');
const { isMainThread } = require('node:worker_threads');
if (isMainThread) {
  const port = new EventEmitter();
  const send = process.send.bind(process);
  port.postMessage = (m) => {
    send(m);
  };
  port.start = () => {};
  // Its port keeps it alive, also when it is idle (node_service.cc runs the loop for good; electron#47228); without its parent it
  // ends at once, as its IPC channel does.
  process.on('message', (data) => port.emit('message', { data, ports: [] }));
  process.on('disconnect', () => process.exit(0));
  process.send = undefined;
  process.parentPort = port;
  process.type = 'utility';
}

// Electron's utilityProcess over Node's fork, with what it denies its users: see the comments.
const { EventEmitter } = require('node:events');
const { fork } = require('node:child_process');
const { constants } = require('node:os');
const { join } = require('node:path');

const children = new Set();
const sigkillAfterMs = 2000;

const createUtilityProcess = ({ isReady, onGone }) =>
  class UtilityProcess extends EventEmitter {
    static fork(path, args = [], o = {}) {
      if (!isReady()) throw new Error('utilityProcess cannot be created before app is ready.');
      return new UtilityProcess(path, args, o);
    }

    constructor(path, args, o) {
      super();
      const io =
        typeof o.stdio === 'string' || !o.stdio
          ? [o.stdio ?? 'inherit', o.stdio ?? 'inherit']
          : o.stdio.slice(1);
      this._c = fork(path, args, {
        cwd: o.cwd,
        env: o.env ?? process.env,
        execArgv: ['--require', join(__dirname, 'child.cjs'), ...nodeOptionsOf(o.execArgv ?? [])],
        serialization: 'advanced',
        stdio: ['ignore', ...io, 'ipc'],
      });
      this._name = o.serviceName ?? 'Node Utility Process';
      this._waiting = [];
      this.stdout = this._c.stdout;
      this.stderr = this._c.stderr;
      children.add(this);
      this._c.on('error', () => {}); // a launch that fails is never told
      this._c.on('spawn', () => {
        this.pid = this._c.pid;
        this.emit('spawn');
      });
      this._c.on('message', (m) => this._receive(m));
      this._c.on('exit', (code, signal) => this._end(code, signal));
    }

    // The first waiting message at once, each further one in a task of its own.
    _receive(message) {
      if (this._gone) return;
      this._waiting.push(message);
      if (this._waiting.length === 1) this._deliver();
    }
    _deliver() {
      if (this._gone) return;
      this.emit('message', this._waiting[0]);
      setImmediate(() => {
        this._waiting.shift();
        if (this._waiting.length > 0) this._deliver();
      });
    }

    // What was not delivered is lost, and the streams lose their listeners.
    _end(code, signal) {
      this._gone = true;
      this.pid = undefined;
      children.delete(this);
      clearTimeout(this._sigkill);
      const exitCode = signal === null ? code : this._killed ? 0 : constants.signals[signal];
      this.emit('exit', exitCode);
      this.stdout?.removeAllListeners();
      this.stderr?.removeAllListeners();
      const reason = signal ? 'killed' : code ? 'abnormal-exit' : 'clean-exit';
      onGone({ type: 'Utility', reason, exitCode, name: this._name });
    }

    postMessage(m, transfer = []) {
      if (transfer.length > 0)
        throw new Error('stand-in: MessagePort transfer to a utility process is not supported');
      if (this._c.connected) this._c.send(m, () => {});
    }

    kill() {
      if (this.pid === undefined) return false;
      this._killed = true;
      this._sigkill = setTimeout(() => this._c.kill('SIGKILL'), sigkillAfterMs).unref();
      return this._c.kill('SIGTERM');
    }
  };

// Of Node's options hardly any reaches the process; V8's do, in one switch. A rejection nobody handles only warns.
function nodeOptionsOf(execArgv) {
  const flags = execArgv.filter((option) => option.startsWith('--js-flags='));
  return [
    '--unhandled-rejections=warn-with-error-code',
    ...flags.flatMap((option) => option.slice('--js-flags='.length).split(' ')),
  ];
}

module.exports = { children, createUtilityProcess };

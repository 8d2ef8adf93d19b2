// Electron's utilityProcess over Node's fork, with what it denies its users. Each trait is tied to where it stands in Electron's
// source (tree of 45); test/process/child.test.ts and docs/decisions/0040 say what of the program each of them broke.
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
      // A launch that fails is never told: OnServiceProcessDisconnected asks for the reason "process_exit_termination", and
      // both observers of the end for the pid that only OnServiceProcessLaunch sets (electron_api_utility_process.cc).
      this._c.on('error', () => {});
      this._c.on('spawn', () => {
        this.pid = this._c.pid;
        this.emit('spawn');
      });
      this._c.on('message', (m) => this._receive(m));
      this._c.on('exit', (code, signal) => this._end(code, signal));
    }

    // The first waiting message at once, each further one in a task of its own: ReadAllAvailableMessages of mojo's
    // connector.cc, under MojoTaskPerMessage, which is on by default.
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

    // What was not delivered is lost: the end comes over another pipe, and HandleTermination closes the port of the messages
    // (CloseConnectorPort) before it emits `exit`. Right after that lib/browser/api/utility-process.ts takes the listeners
    // off both streams. The code is the exit code or, of a process that a signal ended, what waiting for it gave, without a
    // name; only SIGTERM and SIGKILL of its own kill() become 0 (HandleTermination).
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

    // kNullProcessId: false, and nothing is sent (UtilityProcessWrapper::Kill). Else SIGTERM, and SIGKILL after two seconds
    // (base::Process::Terminate, base::EnsureProcessTerminated).
    kill() {
      if (this.pid === undefined) return false;
      this._killed = true;
      this._sigkill = setTimeout(() => this._c.kill('SIGKILL'), sigkillAfterMs).unref();
      return this._c.kill('SIGTERM');
    }
  };

// execArgv become switches of a Chromium process (WithExtraCommandLineSwitches); of Node's options a handful is let through
// (node_bindings.cc, the list of allowed options), V8 hears --js-flags alone (javascript_environment.cc, Initialize). A
// rejection that nobody handles only warns (node_service.cc: unhandled_rejections = "warn-with-error-code").
function nodeOptionsOf(execArgv) {
  const flags = execArgv.filter((option) => option.startsWith('--js-flags='));
  return [
    '--unhandled-rejections=warn-with-error-code',
    ...flags.flatMap((option) => option.slice('--js-flags='.length).split(' ')),
  ];
}

module.exports = { children, createUtilityProcess };

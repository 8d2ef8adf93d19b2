// An importer that dies without a word.
process.on('message', () => process.kill(process.pid, 'SIGSEGV'));

// An importer that never answers; its channel keeps it alive.
process.on('message', () => undefined);

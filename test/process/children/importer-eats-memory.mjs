// An importer that needs more memory than it may have.
process.on('message', () => {
  const kept = [];
  for (;;) kept.push(Array.from({ length: 10_000 }, (_, index) => ({ index })));
});

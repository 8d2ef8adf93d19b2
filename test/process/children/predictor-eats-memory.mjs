// Takes memory until V8 gives up.
process.on('message', () => {
  const hoard = [];
  for (;;) hoard.push(new Array(100_000).fill({}));
});

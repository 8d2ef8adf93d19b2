// Never answers; first says something nobody asked for.
process.on('message', ({ id }) => {
  process.send('nonsense');
  process.send({ id: id + 1, reply: { type: 'failed', stack: 'of another request' } });
});
process.once('disconnect', () => process.exit(0));

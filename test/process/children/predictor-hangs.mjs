// Never answers; first says something nobody asked for.
import { connectParent } from '../../../src/processes/parent-port.ts';

const port = connectParent(({ id }) => {
  port.post('nonsense');
  port.post({ id: id + 1, reply: { type: 'failed', stack: 'of another request' } });
});

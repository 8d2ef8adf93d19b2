// An importer that answers something else.
import { connectParent } from '../../../src/processes/parent-port.ts';

const port = connectParent(({ id }) => {
  port.post({ id, reply: { type: 'imported', cells: [{ dataset_hash: '../../etc' }] } });
  void port.close();
});

/** GET /version: of the program, its API and what it runs on. */
import type { Handlers } from '../../shared/contract/operations.ts';
import { programVersion } from '../program-version.ts';

export const getVersion: Handlers['get-version'] = () => ({
  name: 'Cellwright',
  version: programVersion,
  api: 'v1',
  node: process.versions.node,
  platform: `${process.platform}-${process.arch}`,
});

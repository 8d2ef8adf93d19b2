/** Remembered mappings of columns: saved, forgotten, listed. */
import { mostMappings } from '../../shared/contract/import-mapping.ts';
import type { Handlers } from '../../shared/contract/operations.ts';
import { AppError, notFound } from '../../shared/domain/app-error.ts';
import type { MappingStore } from '../store/mapping-store.ts';

interface MappingParts {
  readonly mappingStore: MappingStore;
  /** UTC, ISO 8601 */
  readonly now: () => string;
}

export type MappingHandlers = Pick<
  Handlers,
  'list-import-mappings' | 'save-import-mapping' | 'delete-import-mapping'
>;

export function mappingHandlers({
  mappingStore,
  now,
}: MappingParts): Pick<Handlers, 'list-import-mappings' | 'save-import-mapping' | 'delete-import-mapping'> {
  return {
    'list-import-mappings': () => ({ items: [...mappingStore.listMappings()] }),
    'save-import-mapping': (input) => {
      const others = mappingStore.listMappings().filter(({ name }) => name !== input.name);
      if (others.length >= mostMappings) {
        throw new AppError(
          'CONFLICT',
          `There are ${mostMappings} mappings already; delete one that is not needed`,
        );
      }
      return mappingStore.saveMapping(input, now());
    },
    'delete-import-mapping': ({ mapping_id: id }) => {
      if (!mappingStore.deleteMapping(id)) throw notFound('Mapping', id);
      return null;
    },
  };
}

/** Filters that were saved, and saving the present one. */
import { ActionIcon, Menu } from '@mantine/core';
import { Icon } from '../../components/icon.tsx';
import {
  forgetFilter,
  isSameFilter,
  saveFilter,
  type SavedFilter,
  useSavedFilters,
} from '../../state/saved-filters.ts';
import { filterWords, type StatusFilter, statusFilters } from './status-filters.ts';

interface SavedFiltersMenuProps {
  readonly now: SavedFilter;
  /** "SoH error" for the key of a column. */
  readonly titleOf: (key: string) => string;
  readonly onApply: (filter: SavedFilter) => void;
}

export function SavedFiltersMenu({ now, titleOf, onApply }: SavedFiltersMenuProps) {
  const { filters } = useSavedFilters();
  const isSaved = filters.some((one) => isSameFilter(one, now));
  const isPlain = now.filter === 'all' && now.search === '' && now.sorting === null;
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label="Saved filters" title="Saved filters">
          <Icon name="filter" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {filters.map((filter) => (
          <Menu.Item key={JSON.stringify(filter)} onClick={() => onApply(filter)}>
            {inWords(filter, titleOf)}
          </Menu.Item>
        ))}
        {filters.length > 0 ? <Menu.Divider /> : null}
        {isSaved ? (
          <Menu.Item onClick={() => forgetFilter(now)}>Forget “{inWords(now, titleOf)}”</Menu.Item>
        ) : (
          <Menu.Item disabled={isPlain} onClick={() => saveFilter(now)}>
            {isPlain
              ? 'Choose a status, words or an order, then save it here'
              : `Save “${inWords(now, titleOf)}”`}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

/** "Failed, with NaN, by SoH error" */
function inWords({ filter, search, sorting }: SavedFilter, titleOf: (key: string) => string): string {
  const order = sorting
    ? `by ${titleOf(sorting.key)}${sorting.direction === 'descending' ? ' down' : ''}`
    : '';
  const words = search === '' ? '' : `with ${search}`;
  return [filterWords(statusOf(filter)), words, order].filter((part) => part !== '').join(', ');
}

/** One of a later version is all. */
export const statusOf = (filter: string): StatusFilter =>
  statusFilters().find((known) => known === filter) ?? 'all';

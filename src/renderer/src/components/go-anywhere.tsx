/** Ctrl/⌘ K: type a few letters of a page, a job, a battery or a model, and be there. */
import { Modal, TextInput } from '@mantine/core';
import { type KeyboardEvent, useEffect, useState } from 'react';
import { goTo } from '../routing/use-route.ts';
import { stores, useBatteries, useFoundJobs, useModels } from '../state/page-stores.ts';
import { allDestinations, findDestinations, jobSearchOf, type Destination } from './destinations.ts';

export function GoAnywhere({ isOpen, onClose }: { readonly isOpen: boolean; readonly onClose: () => void }) {
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      withCloseButton={false}
      padding="sm"
      yOffset="15vh"
      centered={false}
      title="Go anywhere"
    >
      <GoList onClose={onClose} />
    </Modal>
  );
}

function GoList({ onClose }: { readonly onClose: () => void }) {
  const [search, setSearch] = useState('');
  const [index, setIndex] = useState(0);
  const jobs = useFoundJobs();
  useEffect(() => stores().jobFinder.find(jobSearchOf(search)), [search]);
  const { batteries } = useBatteries();
  const { models } = useModels();
  const found = findDestinations(allDestinations(jobs, batteries, models), search);
  const go = (destination: Destination | undefined): void => {
    if (!destination) return;
    onClose();
    goTo(destination.route);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined) setIndex(Math.min(found.length - 1, Math.max(0, index + step)));
    else if (event.key === 'Enter') go(found[index]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <TextInput
        data-autofocus
        size="sm"
        placeholder="Page, job, battery or model"
        aria-label="Go to"
        role="combobox"
        aria-expanded
        aria-controls="go-list"
        aria-activedescendant={found[index] ? `go-${index}` : undefined}
        value={search}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setSearch(event.currentTarget.value);
          setIndex(0);
        }}
      />
      <div className="go-list" id="go-list" role="listbox" aria-label="Places">
        {found.map((destination, position) => (
          <div
            key={`${destination.kind} ${destination.name} ${position}`}
            id={`go-${position}`}
            role="option"
            tabIndex={-1}
            aria-selected={position === index}
            className="go-item"
            ref={(element) =>
              position === index ? element?.scrollIntoView({ block: 'nearest' }) : undefined
            }
            onClick={() => go(destination)}
          >
            <span className="grow clip">{destination.name}</span>
            <span className="dim">{destination.kind}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="dim">Nothing is called “{search}”.</p> : null}
    </>
  );
}

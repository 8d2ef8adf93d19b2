/** All batteries by id, newest first in every list. */
import { create } from 'zustand';
import type { Battery } from '../../../shared/contract/battery.ts';
import type { AskOf } from '../client/client.ts';
import { backend } from './backend.ts';
import { listAll, longestPage } from './list-all.ts';
import { failed, type Loading, loading, ready } from './loading.ts';

interface BatteriesState {
  readonly batteries: ReadonlyMap<number, Battery>;
  readonly loading: Loading;
}

export const useBatteriesStore = create<BatteriesState>(() => ({ batteries: new Map(), loading }));

export async function loadBatteries(): Promise<void> {
  try {
    const items = await listAll((page) => backend().call('list-batteries', { page, page_size: longestPage }));
    const batteries = new Map(items.map((battery) => [battery.id, battery] as const));
    useBatteriesStore.setState({ batteries, loading: ready });
  } catch (error) {
    useBatteriesStore.setState({ loading: failed(error) });
  }
}

const lookedFor = new Set<number>();

/** A job may name a cell before its import is announced: one that is not known yet has the list asked for again, once. */
export function wantBatteries(ids: readonly number[]): void {
  const { batteries } = useBatteriesStore.getState();
  const unknown = ids.filter((id) => !batteries.has(id) && !lookedFor.has(id));
  for (const id of unknown) lookedFor.add(id);
  if (unknown.length > 0) void loadBatteries();
}

export function putBatteries(changed: readonly Battery[]): void {
  useBatteriesStore.setState(({ batteries }) => {
    const merged = new Map(batteries);
    for (const battery of changed) merged.set(battery.id, battery);
    return { batteries: new Map([...merged].sort(([a], [b]) => b - a)), loading: ready };
  });
}

/** Adds the simulated cells and answers them. Throws ClientError. */
export async function addSamples(): Promise<readonly Battery[]> {
  const { items } = await backend().call('create-sample-batteries', {});
  putBatteries(items);
  return items;
}

/** Throws ClientError. */
export async function updateBattery(change: AskOf<'update-battery'>): Promise<void> {
  putBatteries([await backend().call('update-battery', change)]);
}

/** Throws ClientError. */
export async function deleteBattery(id: number): Promise<void> {
  await backend().call('delete-battery', { battery_id: id });
  useBatteriesStore.setState(({ batteries }) => ({
    batteries: new Map([...batteries].filter(([key]) => key !== id)),
  }));
}

/** What a campaign asks the program, all pages of it. */
import type { Model } from '../../src/shared/contract/model.ts';
import { call, type JobDetail } from '../support/rest-client.ts';
import type { FoundJob } from './ledger.ts';

/** Throws where it is answered with anything but 200. */
export async function ask<Body>(api: string, path: string): Promise<Body> {
  const { status, body } = await call('GET', api + path);
  if (status !== 200) throw new Error(`GET ${path} was answered ${status}: ${JSON.stringify(body)}`);
  return body as Body;
}

export async function askAll<Item>(api: string, path: string): Promise<readonly Item[]> {
  const all: Item[] = [];
  for (let page = 1; ; page += 1) {
    const separator = path.includes('?') ? '&' : '?';
    const { items } = await ask<{ items: Item[] }>(api, `${path}${separator}page=${page}&page_size=100`);
    all.push(...items);
    if (items.length < 100) return all;
  }
}

type ListedJob = Pick<
  JobDetail,
  'id' | 'status' | 'current_epoch' | 'total_epochs' | 'model_id' | 'model_name' | 'error_message' | 'held'
>;

export async function listJobs(api: string): Promise<readonly FoundJob[]> {
  const jobs = await askAll<ListedJob>(api, '/training-jobs?fields=model_name,error_message,held');
  return jobs.map((job) => ({
    id: job.id,
    name: job.model_name ?? '',
    status: job.status,
    held: job.held,
    currentEpoch: job.current_epoch,
    totalEpochs: job.total_epochs,
    modelId: job.model_id,
    errorMessage: job.error_message,
  }));
}

export const listModels = (api: string): Promise<readonly Model[]> => askAll<Model>(api, '/models');

/** What the desktop shows of jobs outside its window: tray, taskbar, notifications, power saving. */
import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Menu, MenuItemConstructorOptions, Notification, Tray } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import {
  applyJobEvent,
  jobsInWords,
  type JobsAtWork,
  meanProgress,
  noJobsAtWork,
  runningJobs,
} from '../../../../src/main/desktop/jobs-at-work.ts';
import { createJobNotifications, endInWords } from '../../../../src/main/desktop/notifications.ts';
import { createPowerSave } from '../../../../src/main/desktop/power-save.ts';
import { showTaskbarProgress } from '../../../../src/main/desktop/taskbar-progress.ts';
import { createTrayIcon, trayIconName, trayMenu } from '../../../../src/main/desktop/tray.ts';
import { watchJobs } from '../../../../src/main/desktop/watch-jobs.ts';
import type { JobEvent, SequencedEvent } from '../../../../src/shared/contract/events.ts';
import { repositoryRoot } from '../../../support/program.ts';
import { exampleJob, jobMessage, smallHandlers } from '../../../support/small-backend.ts';

const twoJobs: JobsAtWork = [
  jobMessage({ job_id: 1, status: 'running', progress: 0.25 }),
  jobMessage({ job_id: 2, status: 'queued' }),
  jobMessage({ job_id: 3, status: 'running', progress: 0.75 }),
].reduce(applyJobEvent, noJobsAtWork);

const failure: Extract<JobEvent, { type: 'error' }> = {
  ...jobMessage({ job_id: 3, status: 'failed' }),
  type: 'error',
  error_message: 'loss became NaN in epoch 3: lower learning_rate',
};

describe('jobs at work', () => {
  it('counts and averages those that run', () => {
    expect(jobsInWords(twoJobs)).toBe('2 running, 1 waiting');
    expect(meanProgress(twoJobs)).toBe(0.5);
    expect(jobsInWords(noJobsAtWork)).toBe('No job is running');
    expect(meanProgress(noJobsAtWork)).toBeNull();
  });

  it('forgets a job that is over, and is the same where nothing changed', () => {
    const left = applyJobEvent(twoJobs, failure);
    expect(runningJobs(left).map(({ jobId }) => jobId)).toEqual([1]);
    expect(applyJobEvent(left, failure)).toBe(left);
    expect(applyJobEvent(twoJobs, jobMessage({ job_id: 1, progress: 0.25 }))).toBe(twoJobs);
  });

  it('are listed at the start and followed from there', async () => {
    const listeners: ((event: SequencedEvent) => void)[] = [];
    const changes: string[] = [];
    const events: string[] = [];
    const watch = await watchJobs({
      listTrainingJobs: (input) =>
        input.status === 'queued'
          ? smallHandlers['list-training-jobs'](input)
          : { items: [], meta: { page: 1, page_size: 100, total: 0, total_pages: 0 } },
      eventFeed: {
        lastSequence: () => 7,
        subscribeFrom: (sequence, listener) => {
          expect(sequence).toBe(7);
          listeners.push(listener);
          return () => listeners.splice(0);
        },
      },
      onChange: (jobs) => changes.push(jobsInWords(jobs)),
      onEvent: ({ type }) => events.push(type),
    });
    listeners[0]?.({ sequence: 8, event: jobMessage({ status: 'running' }) });
    expect(changes).toEqual(['1 waiting', '1 running']);
    expect(events).toEqual(['status']);
    expect(watch.current().get(1)?.status).toBe('running');
    watch.stop();
    expect(listeners).toEqual([]);
  });
});

describe('the tray', () => {
  it('has on each system the picture that this system wants, and it is there', () => {
    const names = (['darwin', 'win32', 'linux'] as const).map(trayIconName);
    expect(names).toEqual(['trayTemplate.png', 'tray.ico', 'tray.png']);
    for (const name of [...names, 'trayTemplate@2x.png', 'tray@2x.png']) {
      expect(existsSync(join(repositoryRoot, 'resources', name)), name).toBe(true);
    }
  });

  it('lists what runs; each line opens its job', () => {
    const show = vi.fn<(hash?: string) => void>();
    const menu = trayMenu(twoJobs, { show, quit: () => undefined });
    expect(menu.map(({ label }) => label)).toEqual([
      '2 running, 1 waiting',
      'Job 1: 25 %',
      'Job 3: 75 %',
      undefined,
      'Open Cellwright',
      'Quit',
    ]);
    (menu[2]?.click as () => void)();
    expect(show).toHaveBeenCalledWith('#/jobs/3');
  });

  it('is drawn again only where its words change', () => {
    const tray = Object.assign(new EventEmitter(), {
      setToolTip: vi.fn<(text: string) => void>(),
      setContextMenu: vi.fn<() => void>(),
    });
    const show = vi.fn<() => void>();
    const icon = createTrayIcon({
      openTray: () => tray as unknown as Tray,
      menus: { buildFromTemplate: (template) => template as unknown as Menu },
      show,
      quit: () => undefined,
    });
    icon.update(twoJobs);
    icon.update(applyJobEvent(twoJobs, jobMessage({ job_id: 1, progress: 0.2501 })));
    expect(tray.setToolTip).toHaveBeenCalledExactlyOnceWith('Cellwright: 2 running, 1 waiting');
    tray.emit('click');
    expect(show).toHaveBeenCalledOnce();
  });
});

describe('the taskbar', () => {
  it('shows the progress of all, and nothing where none runs', () => {
    const setProgressBar = vi.fn<(progress: number) => void>();
    showTaskbarProgress({ setProgressBar }, twoJobs);
    showTaskbarProgress({ setProgressBar }, noJobsAtWork);
    showTaskbarProgress(undefined, twoJobs);
    expect(setProgressBar.mock.calls).toEqual([[0.5], [-1]]);
  });
});

describe('power saving', () => {
  it('is held off from the first running job to the last', () => {
    const start = vi.fn(() => 5);
    const stop = vi.fn(() => true);
    const powerSave = createPowerSave({ start, stop });
    powerSave.update(noJobsAtWork);
    powerSave.update(twoJobs);
    powerSave.update(twoJobs);
    expect(start).toHaveBeenCalledExactlyOnceWith('prevent-app-suspension');
    powerSave.update(new Map([[2, { jobId: 2, status: 'queued', progress: 0 }]]));
    powerSave.release();
    expect(stop).toHaveBeenCalledExactlyOnceWith(5);
  });
});

describe('a notification', () => {
  const lab = (isInFront: boolean) => {
    const shown: (EventEmitter & { readonly options: MenuItemConstructorOptions })[] = [];
    const openJob = vi.fn<(jobId: number) => void>();
    const report = vi.fn<(details: object, message: string) => void>();
    const notify = createJobNotifications({
      create: (options) => {
        const notification = Object.assign(new EventEmitter(), {
          options,
          show: () => shown.push(notification),
        });
        return notification as unknown as Notification;
      },
      nameOfJob: (jobId) => Promise.resolve(exampleJob.model_name ?? `Job ${jobId}`),
      isWindowInFront: () => isInFront,
      openJob,
      report,
    });
    return { notify, shown, openJob, report };
  };

  it('says how a job ended, and its click opens the job', async () => {
    const { notify, shown, openJob } = lab(false);
    await notify(failure);
    expect(shown[0]?.options).toEqual({ title: 'Job 3 failed', body: failure.error_message });
    shown[0]?.emit('click');
    expect(openJob).toHaveBeenCalledWith(3);
  });

  it('is for ends only, not for a job that somebody stopped, and not while one looks at the window', async () => {
    const { notify, shown } = lab(false);
    await notify(jobMessage({}));
    await notify({ ...jobMessage({ status: 'stopped' }), type: 'stopped' });
    const watching = lab(true);
    await watching.notify(failure);
    expect([...shown, ...watching.shown]).toEqual([]);
  });

  it('that the system refuses, as macOS does of an unsigned program, is told once', async () => {
    const { notify, shown, report } = lab(false);
    await notify(failure);
    await notify(failure);
    for (const one of shown) one.emit('failed', {}, 'not signed');
    expect(report).toHaveBeenCalledExactlyOnceWith(
      { reason: 'not signed' },
      'the system shows no notifications of this program',
    );
  });

  it('of a success counts its epochs', () => {
    const complete = {
      ...jobMessage({ status: 'succeeded', current_epoch: 1 }),
      type: 'complete' as const,
      model_id: 4,
      final_metrics: {},
    };
    expect(endInWords(complete, 'hpm-2C')).toEqual({
      title: 'hpm-2C is trained',
      body: '1 epoch; its model is ready.',
    });
  });
});

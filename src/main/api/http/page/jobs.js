/* global document, location, navigator, sessionStorage, setTimeout, clearTimeout, URLSearchParams */
/** Shows the jobs and keeps showing them: asks every two seconds, and not at all while nobody looks. */
const intervalMs = 2000;
const pageSize = 50;
const shapes = { queued: '◌', running: '●', succeeded: '✓', failed: '✕', stopped: '■' };
const words = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Succeeded',
  failed: 'Failed',
  stopped: 'Stopped',
};
const algorithms = { baseline: 'Baseline', bilstm: 'BiLSTM', deephpm: 'DeepHPM' };

const byId = (id) => document.getElementById(id);
const rowByJob = new Map();
let page = 1;
let timer;

async function refresh() {
  clearTimeout(timer);
  if (document.hidden) return;
  try {
    const [list, health] = await Promise.all([
      get('/training-jobs', { page, page_size: pageSize }),
      get('/health'),
    ]);
    show(list, health);
  } catch (error) {
    byId('summary').textContent = error.message;
  }
  timer = setTimeout(refresh, intervalMs);
}

async function get(path, query = {}) {
  const token = sessionStorage.getItem('access-token');
  const headers = token === null ? {} : { authorization: `Bearer ${token}` };
  const response = await fetch(`/api/v1${path}?${new URLSearchParams(query)}`, { headers }).catch(() => {
    throw new Error('The program does not answer; is it still running?');
  });
  const body = await response.json();
  byId('token-form').hidden = response.status !== 401;
  if (!response.ok) throw new Error(`${body.error.message} (${body.error.trace_id})`);
  return body;
}

function show({ items, meta }, { running_jobs: running, queued_jobs: waiting }) {
  byId('summary').textContent = `${running} running · ${waiting} waiting · ${meta.total} in all`;
  byId('empty').hidden = meta.total > 0;
  byId('jobs').hidden = meta.total === 0;
  const shown = new Set(items.map(({ id }) => id));
  for (const [id, row] of rowByJob) if (!shown.has(id)) removeRow(id, row);
  items.forEach((job, place) => placeRow(job, place));
  showPages(meta);
}

function removeRow(id, row) {
  row.remove();
  rowByJob.delete(id);
}

/** Rows stay the same elements, so that a selection, the focus and a screen reader's place survive. */
function placeRow(job, place) {
  const rows = byId('rows');
  const row = rowByJob.get(job.id) ?? createRow(job.id);
  if (rows.children[place] !== row) rows.insertBefore(row, rows.children[place] ?? null);
  const [status, id, algorithm, progress, epoch, time, model] = row.children;
  if (status.dataset.status !== job.status) showStatus(status, job.status);
  setText(id, `#${job.id}`);
  setText(algorithm, algorithms[job.algorithm] ?? job.algorithm);
  progress.firstChild.value = job.progress;
  setText(epoch, `${job.current_epoch}/${job.total_epochs}`);
  setText(time, durationOf(job));
  time.title = `created ${inLocalTime(job.created_at)}`;
  setText(model, job.model_id === null ? '' : `#${job.model_id}`);
}

function createRow(jobId) {
  const row = document.createElement('tr');
  for (const kind of ['status', 'number', '', '', 'number', 'number', '']) {
    const cell = document.createElement('td');
    cell.className = kind;
    row.append(cell);
  }
  const bar = document.createElement('progress');
  bar.setAttribute('aria-label', `Progress of job ${jobId}`);
  row.children[3].append(bar);
  rowByJob.set(jobId, row);
  return row;
}

function showStatus(cell, status) {
  const shape = document.createElement('span');
  shape.className = 'shape';
  shape.setAttribute('aria-hidden', 'true');
  shape.textContent = shapes[status];
  cell.replaceChildren(shape, words[status] ?? status);
  cell.className = `status ${status}`;
  cell.dataset.status = status;
}

function setText(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

function showPages({ page: shown, total_pages: pages }) {
  byId('pages').hidden = pages < 2;
  byId('page-number').textContent = `Page ${shown} of ${pages}`;
  byId('newer').disabled = shown <= 1;
  byId('older').disabled = shown >= pages;
}

function durationOf({ started_at: started, finished_at: finished }) {
  if (started === null) return '';
  const end = finished === null ? Date.now() : Date.parse(finished);
  const seconds = Math.max(0, Math.round((end - Date.parse(started)) / 1000));
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.round(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${String(Math.floor((seconds % 3600) / 60)).padStart(2, '0')}`;
}

const inLocalTime = (timestamp) => new Date(timestamp).toLocaleString();

byId('first-steps').textContent = [
  `curl -X POST ${location.origin}/api/v1/batteries/samples`,
  `curl -X POST ${location.origin}/api/v1/training-jobs \\`,
  `  -H 'Content-Type: application/json' \\`,
  `  -d '{"algorithm": "baseline", "battery_ids": [1, 2, 3, 4, 5, 6]}'`,
].join('\n');
byId('copy').addEventListener('click', async () => {
  await navigator.clipboard.writeText(byId('first-steps').textContent);
  byId('copy').textContent = 'Copied';
});
byId('token-form').addEventListener('submit', (event) => {
  event.preventDefault();
  sessionStorage.setItem('access-token', byId('token').value);
  void refresh();
});
byId('newer').addEventListener('click', () => turnTo(page - 1));
byId('older').addEventListener('click', () => turnTo(page + 1));
document.addEventListener('visibilitychange', () => void refresh());

function turnTo(wanted) {
  page = wanted;
  void refresh();
}

void refresh();

import { describe, expect, it } from 'vitest';
import { requestOfOperation } from '../../../../src/renderer/src/client/request-of-operation.ts';

describe('an operation as an HTTP request', () => {
  it('puts path parameters into the path and the rest of a question into the query', () => {
    expect(
      requestOfOperation('get-training-logs', { job_id: 7, page: 2, level: 'ERROR', after: undefined }),
    ).toEqual({
      method: 'GET',
      path: '/training-jobs/7/logs?page=2&level=ERROR',
      body: null,
    });
  });

  it('puts the rest of a command into a JSON body, or none', () => {
    expect(requestOfOperation('rename-model', { model_id: 3, name: 'a/b' })).toEqual({
      method: 'PATCH',
      path: '/models/3',
      body: '{"name":"a/b"}',
    });
    expect(requestOfOperation('stop-training-job', { job_id: 3 })).toEqual({
      method: 'POST',
      path: '/training-jobs/3/stop',
      body: null,
    });
  });
});

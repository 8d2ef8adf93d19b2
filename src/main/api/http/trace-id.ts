/** The name of one request: in its answer, in the header X-Trace-Id, and in its log lines. */
import { randomUUID } from 'node:crypto';

export const createTraceId = (): string => `req_${randomUUID().replaceAll('-', '')}`;

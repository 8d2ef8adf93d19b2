import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Validator } from '@seriousme/openapi-schema-validator';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillTables } from '../../../../../scripts/fill-tables.ts';
import { buildOpenApiDocument } from '../../../../../src/main/api/http/openapi/openapi-document.ts';
import { errorCodes, httpStatusOf } from '../../../../../src/shared/contract/errors.ts';
import { type Operation, operations } from '../../../../../src/shared/contract/operations.ts';
import { validateInput } from '../../../../../src/main/api/validate-input.ts';
import { failuresOf } from '../../../../../src/shared/contract/operation.ts';
import { operationCases } from '../../../../contract/operation-cases.ts';
import { repositoryRoot } from '../../../../support/program.ts';
import { rawRequest } from '../../../../support/raw-request.ts';
import { call } from '../../../../support/rest-client.ts';
import { type SmallServer, startSmallServer } from '../../../../support/small-server.ts';

type Document = {
  readonly paths: Record<string, Record<string, { operationId: string; responses: Record<string, unknown> }>>;
  readonly components: { readonly schemas: Record<string, { properties?: object; oneOf?: unknown[] }> };
};

/** Every schema within, however deep. */
function schemasIn(node: unknown): readonly Record<string, unknown>[] {
  if (typeof node !== 'object' || node === null) return [];
  const inner = Object.values(node).flatMap(schemasIn);
  return 'type' in node ? [node, ...inner] : inner;
}

describe('the API document', () => {
  const document = buildOpenApiDocument() as unknown as Document;

  it('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate({ ...structuredClone(document) });
    expect(result).toMatchObject({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  it('refers to nothing that is not there', () => {
    const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map(
      ([, path]) => path ?? '',
    );
    expect(references.length).toBeGreaterThan(50);
    for (const path of new Set(references)) {
      const target = path
        .split('/')
        .reduce<unknown>((node, key) => (node as Record<string, unknown>)[key], document);
      expect(target, path).toBeTypeOf('object');
    }
  });

  it.each(Object.entries<Operation>(operations))('has %s with its status', (name, operation) => {
    const described = document.paths[operation.path]?.[operation.method.toLowerCase()];
    expect(described?.operationId).toBe(name);
    expect(Object.keys(described?.responses ?? {})).toContain(String(operation.status));
  });

  it.each(Object.entries<Operation>(operations))(
    'says every code that %s can fail with',
    (_name, operation) => {
      const { responses } = document.paths[operation.path]?.[operation.method.toLowerCase()] ?? {};
      for (const code of failuresOf(operation)) {
        const answer = responses?.[String(httpStatusOf(code))];
        expect(JSON.stringify(answer), code).toContain(code);
      }
    },
  );

  it.each(operationCases.map((one) => [one.operation, one.answers] as const))(
    'the row of %s names its %s',
    (name, answers) => {
      if (answers !== 'ok') expect(failuresOf(operations[name])).toContain(answers);
    },
  );

  it.each(Object.entries<Operation>(operations))(
    '%s has a description and an example that is one',
    (_name, one) => {
      expect(one.description).toMatch(/^[A-Z][^]+\.$/);
      const { input, output } = one.example;
      expect(validateInput(one.input, input)).toMatchObject({ ok: true });
      expect(one.output === null ? null : one.output.parse(output)).toEqual(output);
      const described = JSON.stringify(document.paths[one.path]?.[one.method.toLowerCase()]);
      for (const value of Object.values(input)) {
        if (typeof value !== 'object') expect(described).toContain(JSON.stringify(value));
      }
      if (one.output !== null && one.transfer !== 'file') expect(described).toContain(JSON.stringify(output));
    },
  );

  it('defines nothing that nothing refers to, and names no operation twice', () => {
    const text = JSON.stringify(document);
    for (const [kind, components] of Object.entries(document.components)) {
      for (const name of kind === 'securitySchemes' ? [] : Object.keys(components)) {
        expect(text, `${kind} ${name}`).toContain(`"#/components/${kind}/${name}"`);
      }
    }
    const ids = [...text.matchAll(/"operationId":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids.length).toBeGreaterThan(Object.keys(operations).length);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('says of every array what is in it', () => {
    const arrays = schemasIn(document.components.schemas).filter(({ type }) => type === 'array');
    expect(arrays.length).toBeGreaterThan(50);
    for (const array of arrays) expect(array).toHaveProperty('items');
  });

  it('names every property that it requires', () => {
    const objects = schemasIn(document.components.schemas).filter(({ required }) => Array.isArray(required));
    expect(objects.length).toBeGreaterThan(50);
    for (const { required, properties } of objects) {
      expect(Object.keys(properties ?? {})).toEqual(expect.arrayContaining([...(required as string[])]));
    }
  });

  it('a prediction may name a model or a battery that is not there', () => {
    const { post, get } = document.paths['/predictions'] ?? {};
    expect(Object.keys(post?.responses ?? {})).toContain('404');
    expect(Object.keys(get?.responses ?? {})).not.toContain('404');
  });

  it('describes the body of a job for each algorithm, and the messages of the WebSocket', () => {
    const { schemas } = document.components;
    expect(schemas['CreateTrainingJob']?.oneOf).toHaveLength(3);
    expect(Object.keys(schemas['CreateBilstmJob']?.properties ?? {})).toEqual([
      'algorithm',
      'hyperparams',
      'battery_ids',
      'model_name',
    ]);
    expect(schemas['JobEvent']?.oneOf).toHaveLength(7);
  });

  it('lies in docs/api as the code makes it', async () => {
    const written = await readFile(join(repositoryRoot, 'docs/api/openapi.json'), 'utf8');
    expect(written).toBe(`${JSON.stringify(document, null, 2)}\n`);
  });
});

describe('docs/api/rest.md', () => {
  it('lists every error code with its status, and none besides', async () => {
    const text = await readFile(join(repositoryRoot, 'docs/api/rest.md'), 'utf8');
    const rows = [...text.matchAll(/^\| `([A-Z_]+)`\s*\| (\d{3})\s*\|/gm)];
    const documented = Object.fromEntries(rows.map(([, code, status]) => [code, Number(status)]));
    expect(documented).toEqual(Object.fromEntries(errorCodes.map((code) => [code, httpStatusOf(code)])));
  });

  it('has its tables as the code makes them', async () => {
    const text = await readFile(join(repositoryRoot, 'docs/api/rest.md'), 'utf8');
    expect(await fillTables(text)).toBe(text);
    await expect(fillTables(text.replace('table: error codes', 'table: no such'))).rejects.toThrow('no such');
  });

  it('names every operation', async () => {
    const text = await readFile(join(repositoryRoot, 'docs/api/rest.md'), 'utf8');
    for (const { method, path } of Object.values<Operation>(operations))
      expect(text).toContain(`${method} ${path}`);
  });
});

describe('the pages', () => {
  let server: SmallServer;
  let interfaceDir: string;
  beforeAll(async () => {
    interfaceDir = await mkdtemp(join(tmpdir(), 'cellwright-interface-'));
    const [first, second] = ['a.js', 'b.js'];
    const scripts = `<script src="/${first}"></script><script src="/${second}"></script>`;
    await writeFile(join(interfaceDir, 'index.html'), `<link href="/a.css" rel="stylesheet">${scripts}`);
    for (const name of [first, second, 'a.css']) await writeFile(join(interfaceDir, name), '');
    server = await startSmallServer({ interfaceDir });
  });
  afterAll(async () => {
    await server.stop();
    await rm(interfaceDir, { recursive: true });
  });

  it('serves the document where scripts look for it', async () => {
    const { status, body } = await call('GET', `${server.api}/openapi.json`);
    expect(status).toBe(200);
    expect(body).toEqual(JSON.parse(JSON.stringify(buildOpenApiDocument())));
  });

  it.each(['/', '/docs', '/docs/'])(
    '%s is made of our own files only, under a strict policy',
    async (path) => {
      const page = await fetch(server.url + path);
      expect(page.status).toBe(200);
      const policy = page.headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
      expect(policy).not.toMatch(/script-src[^;]*unsafe/);
      const html = await page.text();
      expect(html).not.toMatch(/<script(?![^>]* src=)|<style|\son\w+=|\sstyle=/);
      const addresses = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, address]) => address ?? '');
      const own = addresses.filter((address) => address !== 'data:,');
      expect(own.length).toBeGreaterThan(2);
      for (const address of own) {
        expect(address).toMatch(/^\/(?!\/)/);
        expect((await fetch(server.url + address)).status).toBe(200);
      }
    },
  );

  it('the documentation checks itself nowhere else', async () => {
    const script = await (await fetch(`${server.url}/docs/documentation.js`)).text();
    expect(script).toContain('validatorUrl: null');
  });

  it.each([
    '/docs/static/',
    '/docs/static/index.html',
    '/docs/static/..%2f..%2fpackage.json',
    '/docs/static/../index.js',
    '/docs/static/../',
    '/docs/static/..',
    '/docs/static/../../../../etc/passwd',
    '/docs/static/%00',
    '/docs/static/%2e%2e/',
    '/assets/../../package.json',
  ])('%s is not served', async (path) => {
    // As it is, where fetch would resolve the dots.
    const { status, body } = await rawRequest(server.port, path);
    expect({ status, body }).toMatchObject({ status: 404, body: { error: { code: 'RESOURCE_NOT_FOUND' } } });
  });
});

it('without a built interface there is nothing at /', async () => {
  const server = await startSmallServer();
  expect(await call('GET', server.url)).toMatchObject({
    status: 404,
    body: { error: { code: 'RESOURCE_NOT_FOUND' } },
  });
  await server.stop();
});

// The OpenAPI document against a running server: every operation of it is called, and every answer is what it says.

import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ERROR_CODES } from '../../../receiver/control/messages.ts';
import { CONTRACT, goodBody } from '../expect/observations.ts';
import { type Bench, startBench } from './controlled.ts';

interface DescribedOperation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly example?: unknown }[];
  readonly requestBody?: {
    readonly content: Readonly<
      Record<
        string,
        { readonly schema: object; readonly examples?: Readonly<Record<string, { readonly value: unknown }>> }
      >
    >;
  };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema?: object }>> }>
  >;
}

interface Document {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, DescribedOperation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** How each operation is called so that it answers well, and how so that it refuses; by its id. */
interface Calls {
  readonly query?: string;
  readonly path?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Beside the documented 200: a query, path or body and the status that it gets. */
  readonly refused: readonly {
    readonly query?: string;
    readonly path?: Readonly<Record<string, string>>;
    readonly body?: string;
    readonly status: number;
  }[];
}

const BAD_QUERY = { query: 'nothing=1', status: 400 } as const;

const CALLS: Readonly<Record<string, Calls>> = {
  getStatus: { refused: [BAD_QUERY] },
  getSnapshot: { refused: [BAD_QUERY] },
  listRecords: {
    query: 'group=Spring*&event=started&event=loaded&from=0&limit=1&where=GSW_DIAL_MODE:%201&order=asc',
    refused: [BAD_QUERY, { query: 'limit=0', status: 400 }, { query: 'where=GSW_DAIL_MODE:1', status: 400 }],
  },
  getRecord: {
    path: { number: '2' },
    refused: [BAD_QUERY, { path: { number: '999' }, status: 404 }, { path: { number: 'x' }, status: 404 }],
  },
  countRecords: { query: 'problem=any', refused: [{ query: 'problem=all', status: 400 }] },
  exportRecords: { refused: [{ query: 'format=csv', status: 400 }] },
  wait: {
    query: 'count=2',
    refused: [
      { query: 'count=1&none=1s', status: 409 },
      { query: 'within=1', status: 400 },
      { query: 'count=99&within=1ms&strict=true', status: 417 },
    ],
  },
  verify: {
    body: '- fieldSets: all\n- { count: 2, event: started }\n- { order: [loaded, started] }',
    refused: [
      { body: '', status: 422 },
      { body: '- cuont: 3', status: 422 },
      { body: 'count: 99', query: 'strict=true', status: 417 },
      { body: ' '.repeat(1_048_577), status: 413 },
    ],
  },
  listGroups: { query: 'events=1', refused: [{ query: 'events=101', status: 400 }] },
  getGroupStatistics: {
    path: { group: 'Spring@Agents East' },
    query: 'points=2',
    refused: [
      { path: { group: 'Sprng@Agents East' }, status: 404 },
      { query: 'points=0', status: 400 },
    ],
  },
  stream: { refused: [{ query: 'after=-1', status: 400 }] },
  getReplies: { refused: [BAD_QUERY] },
  addReplies: {
    body: '{ event: periodic, status: 503 }',
    refused: [{ body: '{ status: 5030 }', status: 422 }],
  },
  replaceReplies: { body: '[{ "status": 429 }]', refused: [{ body: '{', status: 422 }] },
  switchReplyOff: { path: { id: '2' }, refused: [{ path: { id: '9' }, status: 404 }] },
  switchReplyOn: { path: { id: '2' }, refused: [{ path: { id: 'x' }, status: 404 }] },
  removeReply: { path: { id: '2' }, refused: [{ path: { id: '1' }, status: 404 }] },
  clearReplies: { refused: [BAD_QUERY] },
  getOpenApi: { refused: [BAD_QUERY] },
  reset: { refused: [BAD_QUERY] },
};

let bench: Bench;
let document: Document;
let ajv: Ajv2020;

beforeAll(async () => {
  bench = await startBench();
  const situation = { event: 'loaded', state: 'Active', dialMode: 'NoDialMode' } as const;
  bench.post(goodBody(situation, CONTRACT));
  bench.post(goodBody({ event: 'started', state: 'Running', dialMode: 'Predict' }, CONTRACT));
  bench.post({ ...goodBody({ ...situation, event: 'periodic' }, CONTRACT), GSW_EXTRA: [{ a: null }] });
  bench.post('{"GSW_USER_EVENT":', {
    reply: { status: 503, manner: '503', delayMs: 5, fault: { rule: 'rule 1', kinds: ['delay', 'status'] } },
  });
  bench.post(Buffer.from([0xff, 0x00]));
  document = (await (await fetch(`${bench.api}/openapi.json`)).json()) as Document;
  ajv = new Ajv2020({ strict: true, strictTypes: false, allowUnionTypes: true, validateFormats: false });
  ajv.addVocabulary(['components']);
});

afterAll(() => bench[Symbol.asyncDispose]());

const operations = (): readonly {
  readonly method: string;
  readonly path: string;
  readonly operation: DescribedOperation;
}[] =>
  Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** The answer, held against what the document says of its status and media type. */
async function called(
  { method, path, operation }: ReturnType<typeof operations>[number],
  { query = '', path: inPath = {}, body }: Omit<Calls, 'refused'>,
): Promise<number> {
  const asked = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(inPath[name] ?? '1'));
  const response = await fetch(`${bench.control.url}${asked}${query === '' ? '' : `?${query}`}`, {
    method,
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(5_000),
  });
  const mediaType = (response.headers.get('content-type') ?? '').replace(/;.*/, '');
  const described = operation.responses[response.status]?.content[mediaType];
  expect(described, `${operation.operationId} answers ${response.status} ${mediaType}`).toBeDefined();
  if (mediaType === 'text/event-stream') {
    await response.body!.cancel();
    return response.status;
  }
  const text = await response.text();
  if (described!.schema === undefined) return response.status;
  const validate = validatorOf(described!.schema);
  expect(
    validate(JSON.parse(text)) ? [] : validate.errors,
    `${operation.operationId}: ${text.slice(0, 300)}`,
  ).toEqual([]);
  return response.status;
}

/** A schema of the document, which may refer to others of it. */
function validatorOf(schema: object) {
  return ajv.compile({ ...schema, components: document.components });
}

describe('the OpenAPI document', () => {
  test('describes just the operations that are tried here', () => {
    expect(document.openapi).toBe('3.1.0');
    expect(
      operations()
        .map(({ operation }) => operation.operationId)
        .sort(),
    ).toEqual(Object.keys(CALLS).sort());
  });

  test('has schemas that are sound, none of them unused, and says all parameters of a path', () => {
    const text = JSON.stringify(document);
    const names = Object.keys(document.components.schemas);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      expect(() => validatorOf({ $ref: `#/components/schemas/${name}` })).not.toThrow();
      expect(text, `${name} is used`).toContain(`"#/components/schemas/${name}"`);
    }
    for (const { path, operation } of operations()) {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const said = (operation.parameters ?? []).filter((each) => each.in === 'path').map(({ name }) => name);
      expect(said, path).toEqual(inPath);
    }
  });

  // In this order: rules are set before they are switched, and everything is reset at the end.
  test.each(Object.keys(CALLS))('says what %s answers, and what it refuses', async (id) => {
    const found = operations().find(({ operation }) => operation.operationId === id)!;
    const calls = CALLS[id]!;
    expect(calls.refused.length).toBeGreaterThan(0);
    for (const { status, ...wrong } of calls.refused) {
      expect(await called(found, { ...calls, ...wrong }), JSON.stringify(wrong).slice(0, 200)).toBe(status);
    }
    expect(await called(found, calls)).toBe(200);
  });

  test('has examples that can be sent as they stand', async () => {
    const examples = operations().flatMap((found) =>
      Object.values(found.operation.requestBody?.content['application/json']?.examples ?? {}).map(
        ({ value }) => ({ found, value }),
      ),
    );
    expect(examples.length).toBeGreaterThan(4);
    for (const { found, value } of examples) {
      const validate = validatorOf(found.operation.requestBody!.content['application/json']!.schema);
      expect(validate(value) ? [] : validate.errors).toEqual([]);
      expect(await called(found, { body: JSON.stringify(value) })).toBe(200);
    }
    await fetch(`${bench.api}/replies`, { method: 'DELETE' });
  });

  test('knows every error that the API can answer', () => {
    const text = JSON.stringify(document.paths);
    // These two are about no operation at all.
    const ofNone = ['no-such-path', 'no-such-method'];
    const codes = Object.keys(ERROR_CODES).filter((code) => !ofNone.includes(code));
    expect(codes.filter((code) => !text.includes(`\`${code}\`:`))).toEqual([]);
  });
});

test('there is no route beside those of the document', async () => {
  const known = operations();
  const methods = ['GET', 'POST', 'PUT', 'DELETE', 'PATCH', 'OPTIONS', 'HEAD'];
  for (const path of Object.keys(document.paths)) {
    for (const method of methods) {
      if (known.some((each) => each.path === path && each.method === method)) continue;
      const response = await fetch(`${bench.control.url}${path.replace(/\{\w+\}/g, '1')}`, { method });
      expect([method, path, response.status]).toEqual([method, path, 405]);
    }
  }
  for (const path of ['/api', '/api/', '/api/nothing', '/api/records/1/2', '/api/openapi', '/nothing']) {
    const response = await fetch(`${bench.control.url}${path}`);
    expect([path, response.status]).toEqual([path, 404]);
    expect(((await response.json()) as { error: { code: string } }).error.code).toBe('no-such-path');
  }
});

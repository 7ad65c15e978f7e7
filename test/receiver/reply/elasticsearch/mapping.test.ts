import { describe, expect, test } from 'vitest';
import fc from '../../../support/fast-check.ts';
import { elasticsearch } from './calls.ts';

const TEXT = { type: 'text', fields: { keyword: { type: 'keyword', ignore_above: 256 } } };
const SLASHED = 'yyyy/MM/dd HH:mm:ss||yyyy/MM/dd||epoch_millis';

describe('The first document that has a field decides on its type', () => {
  test.each<[string, unknown]>([
    ['true', { type: 'boolean' }],
    ['1', { type: 'long' }],
    ['-0', { type: 'long' }],
    ['1.0', { type: 'float' }],
    ['1e3', { type: 'float' }],
    ['0.85', { type: 'float' }],
    ['""', TEXT],
    ['"spring"', TEXT],
    ['"12"', TEXT],
    ['"2026"', TEXT],
    ['"1.5e3"', TEXT],
    ['"2026-01-01"', { type: 'date' }],
    ['"2026-01"', { type: 'date' }],
    ['"2026-01-01T08:00:00.000Z"', { type: 'date' }],
    ['"2026-01-01T08:00:00+01:00"', { type: 'date' }],
    ['"2026-01-01T08"', { type: 'date' }],
    ['"2024-02-29"', { type: 'date' }],
    ['"2025-02-29"', TEXT],
    ['"2026-13-01"', TEXT],
    ['"2026-1-1"', TEXT],
    ['"2026-01-01 08:00:00"', TEXT],
    ['"2026-01-01T25:00:00Z"', TEXT],
    ['"2015/09/02"', { type: 'date', format: SLASHED }],
    ['"2015/09/02 10:11:12"', { type: 'date', format: SLASHED }],
    ['"2015/09/32"', TEXT],
    ['{}', { type: 'object' }],
    ['{"b":1}', { properties: { b: { type: 'long' } } }],
    ['[1.5, 2.0]', { type: 'float' }],
    ['[null, [], [[7]]]', { type: 'long' }],
    ['[{"b":1},{"c":"x"}]', { properties: { b: { type: 'long' }, c: TEXT } }],
  ])('%s', (value, mapping) => {
    const { call, properties } = elasticsearch();
    expect(call('POST', '/states/_doc', `{"a":${value}}`).status).toBe(201);
    expect(properties()).toEqual({ a: mapping });
  });

  test.each(['null', '[]', '[null, null]', '[[]]'])('%s maps nothing', (value) => {
    const { call, properties } = elasticsearch();
    expect(call('POST', '/states/_doc', `{"a":${value}}`).status).toBe(201);
    expect(properties()).toBe(undefined);
    call('POST', '/states/_doc', '{"a":"now it is text"}');
    expect(properties()).toEqual({ a: TEXT });
  });

  test('a name with dots is a path through objects', () => {
    const { index, properties } = elasticsearch();
    index({ 'a.b': 1 });
    expect(index({ a: { b: 2, c: true } }).status).toBe(201);
    expect(properties()).toEqual({ a: { properties: { b: { type: 'long' }, c: { type: 'boolean' } } } });
    expect(index({ 'a.b.c': 1 }).body.error.reason).toBe(
      '[1:10] Could not dynamically add mapping for field [a.b.c]. Existing mapping for [a.b] must be of type object but found [long].',
    );
  });

  test('names that only look special are names like any other', () => {
    const { call, properties } = elasticsearch();
    expect(call('POST', '/states/_doc', '{"__proto__":{"polluted":1},"constructor":2}').status).toBe(201);
    expect(Object.keys(properties()).sort()).toEqual(['__proto__', 'constructor']);
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined);
  });
});

describe('A mapped field', () => {
  test.each([
    ['1', '2'],
    ['1', '0.85'],
    ['1', '"17"'],
    ['1', '"1.9"'],
    ['1', '""'],
    ['1', 'null'],
    ['1', '[1, "2", null]'],
    ['1', '9223372036854775807'],
    ['1', '"-9223372036854775808"'],
    ['0.5', '1'],
    ['0.5', '"0.3"'],
    ['0.5', '" 0.3 "'],
    ['0.5', '"0.3f"'],
    ['0.5', '""'],
    ['"x"', '5'],
    ['"x"', 'true'],
    ['"x"', '["a", 1, false]'],
    ['"2026-01-01"', '"2026-01-02T00:00:00Z"'],
    ['"2026-01-01"', '1767225600000'],
    ['"2026-01-01"', '"1767225600000"'],
    ['"2015/09/02"', '"2015/09/03 01:02:03"'],
    ['true', '"false"'],
    ['true', '""'],
    ['{"b":1}', '[{"b":2},{"c":1}]'],
    ['{"b":1}', 'null'],
  ])('that began as %s takes %s, and stays what it is', (first, then) => {
    const { call, properties } = elasticsearch();
    call('POST', '/states/_doc', `{"a":${first}}`);
    const before = properties().a.type;
    expect(call('POST', '/states/_doc', `{"a":${then}}`).body).toMatchObject({ result: 'created' });
    expect(properties().a.type).toBe(before);
  });

  const ARGUMENT = 'illegal_argument_exception';
  test.each<[string, string, string, string, string, string]>([
    ['1', '"abc"', 'long', 'abc', ARGUMENT, 'For input string: "abc"'],
    ['1', '" 17 "', 'long', ' 17 ', ARGUMENT, 'For input string: " 17 "'],
    ['1', '"NaN"', 'long', 'NaN', ARGUMENT, 'For input string: "NaN"'],
    ['1', '{"b":1}', 'long', '{b=1}', ARGUMENT, 'Cannot parse object as number'],
    [
      '1',
      '"9223372036854775808"',
      'long',
      '9223372036854775808',
      ARGUMENT,
      'Value [9223372036854775808] is out of range for a long',
    ],
    [
      '1',
      '9223372036854775808',
      'long',
      '9223372036854775808',
      'x_content_parse_exception',
      'Numeric value (9223372036854775808) out of range of long (-9223372036854775808 - 9223372036854775807)',
    ],
    [
      '1',
      'true',
      'long',
      'true',
      'x_content_parse_exception',
      'Current token (VALUE_TRUE) not numeric, can not use numeric value accessors',
    ],
    ['0.5', '"abc"', 'float', 'abc', 'number_format_exception', 'For input string: "abc"'],
    ['0.5', '"NaN"', 'float', 'NaN', ARGUMENT, '[float] supports only finite values, but got [NaN]'],
    ['0.5', '1e39', 'float', 'Infinity', ARGUMENT, '[float] supports only finite values, but got [Infinity]'],
    [
      '"x"',
      '{"b":[1,null]}',
      'text',
      '{b=[1, null]}',
      ARGUMENT,
      'Expected text at 1:6 but found START_OBJECT',
    ],
    [
      'true',
      '"yes"',
      'boolean',
      'yes',
      ARGUMENT,
      'Failed to parse value [yes] as only [true] or [false] are allowed.',
    ],
    [
      'true',
      '1',
      'boolean',
      '1',
      'x_content_parse_exception',
      'Current token (VALUE_NUMBER_INT) not of boolean type',
    ],
    [
      '"2026-01-01"',
      '"tomorrow"',
      'date',
      'tomorrow',
      ARGUMENT,
      'failed to parse date field [tomorrow] with format [strict_date_optional_time||epoch_millis]',
    ],
    [
      '"2015/09/02"',
      '"2026-01-01"',
      'date',
      '2026-01-01',
      ARGUMENT,
      `failed to parse date field [2026-01-01] with format [${SLASHED}]`,
    ],
  ])('that began as %s refuses %s', (first, then, type, preview, cause, reason) => {
    const { call, properties } = elasticsearch();
    call('POST', '/states/_doc', `{"a":${first}}`);
    const { status, body, manner } = call('POST', '/states/_doc', `{"a":${then},"b":1}`);
    expect([status, manner]).toEqual([400, 'Elasticsearch: document_parsing_exception']);
    expect(body.error.reason).toMatch(/^\[1:\d+\] failed to parse field \[a\] of type /);
    expect(body.error.reason).toContain(`of type [${type}] in document with id '`);
    expect(body.error.reason).toContain(`. Preview of field's value: '${preview}'`);
    expect(body.error.caused_by).toMatchObject({ type: cause, reason });
    // What else the document has is not mapped either.
    expect(Object.keys(properties())).toEqual(['a']);
  });

  test('that is an object refuses what is none', () => {
    const { index } = elasticsearch();
    index({ a: { b: 1 } });
    expect(index({ a: [{ b: 2 }, 5] }).body.error).toEqual({
      root_cause: [
        {
          type: 'document_parsing_exception',
          reason:
            '[1:15] object mapping for [a] tried to parse field [null] as object, but found a concrete value',
        },
      ],
      type: 'document_parsing_exception',
      reason:
        '[1:15] object mapping for [a] tried to parse field [null] as object, but found a concrete value',
    });
  });
});

describe('A mapping that is given', () => {
  const given = (mappings: unknown) => {
    const cluster = elasticsearch();
    return { ...cluster, created: cluster.call('PUT', '/states', { mappings }) };
  };

  test('holds from the first document on, and is told again', () => {
    const properties = {
      GSW_DIAL_MODE: { type: 'keyword' },
      GSW_CALLING_LISTS: { type: 'nested', properties: { GSW_STAT_HIT_RATIO: { type: 'double' } } },
      at: { type: 'date', format: 'epoch_second' },
    };
    const { created, index, properties: told } = given({ properties });
    expect(created.body).toEqual({ acknowledged: true, shards_acknowledged: true, index: 'states' });
    expect(index({ GSW_DIAL_MODE: 1, GSW_CALLING_LISTS: [{ GSW_STAT_HIT_RATIO: 0.5 }] }).status).toBe(201);
    expect(index({ at: '2026-01-01' }).status).toBe(400);
    expect(told()).toEqual(properties);
  });

  test('dynamic: strict refuses a field that it does not know, dynamic: false overlooks it', () => {
    const { index } = given({ dynamic: 'strict', properties: { a: { type: 'long' } } });
    expect(index({ a: 1, b: 2 }).body.error).toMatchObject({
      type: 'strict_dynamic_mapping_exception',
      reason: '[1:12] mapping set to strict, dynamic introduction of [b] within [_doc] is not allowed',
    });
    const lenient = given({ dynamic: false, properties: { o: { dynamic: true, properties: {} } } });
    expect(lenient.index({ b: 2, o: { c: 1 } }).status).toBe(201);
    expect(lenient.properties()).toEqual({
      o: { dynamic: 'true', properties: { c: { type: 'long' } } },
    });
  });

  test('coerce: false and ignore_malformed change what a field takes', () => {
    const { index } = given({
      properties: {
        exact: { type: 'integer', coerce: false },
        loose: { type: 'long', ignore_malformed: true },
      },
    });
    expect(index({ exact: '1' }).body.error.caused_by.reason).toBe('Integer value passed as String');
    expect(index({ exact: 1.5 }).status).toBe(400);
    expect(index({ exact: 2_147_483_648 }).body.error.caused_by.reason).toBe(
      'Value [2147483648] is out of range for an integer',
    );
    expect(index({ loose: 'abc', exact: 1 }).status).toBe(201);
    expect(index({ loose: {} }).status).toBe(400);
  });

  test.each([
    [{ properties: 5 }, 'properties must be a map type'],
    [{ properties: { a: {} } }, 'No type specified for field [a]'],
    [{ properties: { a: { type: 'Long!' } } }, 'No handler for type [Long!] declared on field [a]'],
    [
      { properties: { a: { type: 'long' }, 'a.b': { type: 'long' } } },
      'mapper [a] cannot be changed from type [long] to [ObjectMapper]',
    ],
    [{ properties: { '': { type: 'long' } } }, 'name cannot be empty string'],
    [{ dynamic: 'maybe' }, 'Could not convert [dynamic.dynamic] to boolean'],
    [{ nonsense: 1 }, 'Root mapping definition has unsupported parameters:  [nonsense : 1]'],
  ])('%j makes no sense', (mappings, reason) => {
    const { created } = given(mappings);
    expect(created.status).toBe(400);
    expect(created.body.error.type).toBe('mapper_parsing_exception');
    expect(created.body.error.reason).toContain(reason);
  });
});

describe('What is new must be the same all over a document', () => {
  test.each([
    ['{"a":[1.5,2]}', 'mapper [a] cannot be changed from type [float] to [long]'],
    ['{"a":[1,1,"x"]}', 'mapper [a] cannot be changed from type [text] to [long]'],
    ['{"0":1,"a":[1,"x"]}', 'mapper [a] cannot be changed from type [text] to [long]'],
    ['{"l":[{"b":0.5},{"b":1}]}', 'mapper [l.b] cannot be changed from type [long] to [float]'],
    ['{"a":[{"b":1},5]}', "can't merge a non object mapping [a] with an object mapping"],
    ['{"0":1,"a":[{"b":1},5]}', 'mapper [a] cannot be changed from type [long] to [ObjectMapper]'],
    ['{"a":1,"a.b":2}', "can't merge a non object mapping [a] with an object mapping"],
  ])('%s', (document, reason) => {
    const { call, properties } = elasticsearch();
    expect(call('POST', '/states/_doc', document).body).toMatchObject({
      error: { type: 'illegal_argument_exception', reason },
      status: 400,
    });
    expect(properties()).toBe(undefined);
  });

  test('but once it is mapped, a whole number goes into a field of decimals', () => {
    const { index } = elasticsearch();
    index({ GSW_CALLING_LISTS: [{ GSW_STAT_HIT_RATIO: 0.5 }] });
    const lists = [{ GSW_STAT_HIT_RATIO: 0.5 }, { GSW_STAT_HIT_RATIO: 1 }];
    expect(index({ GSW_CALLING_LISTS: lists }).status).toBe(201);
  });
});

test('whatever comes is taken or refused; a refusal changes nothing, and no field ever changes its type', () => {
  const names = fc.constantFrom('a', 'b', 'c', 'a.b', '', ' ', 'a.', '__proto__', 'constructor', '_id');
  const scalars = fc.oneof(
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom('2026-01-01', '2015/09/02', '12', '1e400', ''),
  );
  const { document } = fc.letrec<{ value: unknown; document: Record<string, unknown> }>((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, scalars, fc.array(tie('value'), { maxLength: 3 }), tie('document')),
    document: fc.dictionary(names, tie('value'), { maxKeys: 3 }),
  }));
  const types = (mappings: unknown, path = ''): readonly string[] =>
    Object.entries((mappings as { properties?: object } | undefined)?.properties ?? {}).flatMap(
      ([name, said]) =>
        said.type === undefined || said.type === 'object'
          ? [`${path}${name}: object`, ...types(said, `${path}${name}.`)]
          : [`${path}${name}: ${said.type}`],
    );
  fc.assert(
    fc.property(fc.array(document, { minLength: 1, maxLength: 8 }), (documents) => {
      const { call, index } = elasticsearch();
      let before: readonly string[] = [];
      for (const each of documents) {
        const { status, body } = index(each);
        const now = types(call('GET', '/states/_mapping').body.states.mappings);
        expect([201, 400]).toContain(status);
        if (status === 400) expect(body.error.root_cause).toHaveLength(1);
        expect(status === 400 ? now : now.filter((type) => before.includes(type))).toEqual(before);
        before = now;
      }
    }),
    { numRuns: 300 },
  );
});

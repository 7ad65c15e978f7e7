import { describe, expect, test } from 'vitest';
import { newReading } from '../../../receiver/document/shape.ts';
import { readYaml } from '../../../receiver/document/source.ts';
import {
  effectiveOption,
  type OptionScopes,
  type Sections,
  sectionShape,
  sectionsShape,
  withOption,
} from '../../../simulator/campaign/option-lookup.ts';
import { OPTION_NAMES, OPTIONS, optionNamed } from '../../../simulator/campaign/options.ts';

function read(yaml: string) {
  const { root, problems } = readYaml({ name: 'scenario.yaml', text: yaml });
  if (root === null || problems.length > 0) throw new Error(`not readable: ${yaml}`);
  const reading = newReading(new Map(), ['receiver']);
  const value = sectionShape.read(root, reading);
  return { value, problems: reading.problems };
}

const none: Sections = new Map();
const INTERVAL = 'campaigngroup-states-interval';

describe('the options', () => {
  test('are the seven of the specification with their defaults', () => {
    expect(OPTIONS.map((option) => [option.name, option.default, option.defaultMark])).toEqual([
      ['send-campaigngroup-states', false, 'inferred'],
      ['campaigngroup-states-uri', null, 'documented'],
      ['campaigngroup-states-interval', 10, 'documented'],
      ['http-connection-pool-size', 4, 'assumed'],
      ['http-response-timeout', 15, 'assumed'],
      ['http-proxy', null, 'inferred'],
      ['http-custom-headers', new Map(), 'inferred'],
    ]);
    expect(OPTION_NAMES).toHaveLength(7);
  });

  test('are read from YAML', () => {
    const { value, problems } = read(`
send-campaigngroup-states: true
campaigngroup-states-uri: http://127.0.0.1:9200/states/_doc
campaigngroup-states-interval: 0
http-connection-pool-size: 2
http-response-timeout: 0.25
http-proxy: ""
http-custom-headers: { X-Site: EU-1, Authorization: Basic eA== }
`);
    expect(problems).toEqual([]);
    expect(value).toEqual(
      new Map<string, unknown>([
        ['send-campaigngroup-states', true],
        ['campaigngroup-states-uri', 'http://127.0.0.1:9200/states/_doc'],
        ['campaigngroup-states-interval', 0],
        ['http-connection-pool-size', 2],
        ['http-response-timeout', 0.25],
        ['http-proxy', null],
        [
          'http-custom-headers',
          new Map([
            ['X-Site', 'EU-1'],
            ['Authorization', 'Basic eA=='],
          ]),
        ],
      ]),
    );
  });

  test('may name the receiver, whose address only the run knows', () => {
    const { value, problems } = read('campaigngroup-states-uri: ${receiver}/ingest');
    expect(problems).toEqual([]);
    expect(value?.get('campaigngroup-states-uri')).toBe('${receiver}/ingest');
  });

  test.each([
    ['send-campaigngroup-states: yes', 'expected true or false'],
    ['campaigngroup-states-interval: 1.5', 'expected whole seconds >= 1, or 0 for no periodic messages'],
    ['campaigngroup-states-interval: -1', 'expected whole seconds >= 1, or 0 for no periodic messages'],
    ['http-response-timeout: 0', 'expected seconds above 0, such as 15 or 0.5'],
    ['http-connection-pool-size: 0', 'expected a whole number of connections from 1 to 1000'],
    ['campaigngroup-states-uri: ftp://files.example', 'expected an http or https URI'],
    ['http-proxy: 3128', 'expected text with an http or https URI'],
  ])('%s is refused', (yaml, message) => {
    expect(read(yaml).problems.map((problem) => problem.message)).toEqual([message]);
  });

  test('a URI without its scheme is answered with the one that was meant', () => {
    expect(read('campaigngroup-states-uri: collector.example/in').problems).toMatchObject([
      { hint: 'did you mean "http://collector.example/in"?' },
    ]);
  });

  test('a misspelt option is answered with the nearest one', () => {
    expect(read('campaigngroup-state-interval: 5').problems).toMatchObject([
      {
        code: 'unknown-key',
        message: 'a section of options has no key "campaigngroup-state-interval"',
        hint: 'did you mean "campaigngroup-states-interval"?',
      },
    ]);
  });
});

describe('extra request headers', () => {
  test('can be one text', () => {
    const { value } = read('http-custom-headers: "X-Site: EU-1; X-Empty: ; X-Time: 10:30"');
    const headers = value?.get('http-custom-headers');
    expect(headers instanceof Map && [...headers]).toEqual([
      ['X-Site', 'EU-1'],
      ['X-Empty', ''],
      ['X-Time', '10:30'],
    ]);
  });

  test.each([
    ['"no colon here"', '"no colon here" is no header'],
    ['{ "bad name": x }', '"bad name" is no header name'],
    ['{ X-Site: "a\\r\\nX-Evil: b" }', 'the value of X-Site has characters that a header cannot carry'],
    ['{ Content-Length: "3" }', 'Content-Length is written by the transport and cannot be set'],
    ['{ X-Site: a, x-site: b }', 'the header x-site is given twice'],
    ['"X-Site: a; X-Site: b"', 'the header X-Site is given twice'],
  ])('%s is refused', (yaml, message) => {
    expect(read(`http-custom-headers: ${yaml}`).problems.map((problem) => problem.message)).toEqual([
      message,
    ]);
  });
});

describe('where an option is looked up', () => {
  // From the first place looked into to the last.
  const places = [
    ['group', 'OCS_Primary', 'section "OCS_Primary" of the campaign group'],
    ['group', 'default', 'section "default" of the campaign group'],
    ['group', 'OCServer', 'section "OCServer" of the campaign group'],
    ['application', 'OCS_Primary', 'section "OCS_Primary" of the application'],
    ['application', 'default', 'section "default" of the application'],
    ['application', 'OCServer', 'section "OCServer" of the application'],
  ] as const;

  test.each(places.map(([, , where], index) => ({ where, index })))(
    'place $index is $where',
    ({ where, index }) => {
      // Set here and at every later place: this one must win.
      const sections: Record<'group' | 'application', Sections> = { group: none, application: none };
      for (const [at, [object, section]] of places.entries()) {
        if (at >= index) sections[object] = withOption(sections[object], section, INTERVAL, 20 + at);
      }
      const scopes: OptionScopes = { applicationName: 'OCS_Primary', ...sections };
      expect(effectiveOption(scopes, INTERVAL)).toEqual({ value: 20 + index, where });
    },
  );

  test('the built-in default comes last, and sections of other names do not count', () => {
    const scopes = {
      applicationName: 'OCS_Primary',
      group: withOption(none, 'OCS_Backup', INTERVAL, 99),
      application: none,
    };
    expect(effectiveOption(scopes, INTERVAL)).toEqual({ value: 10, where: 'the built-in default' });
    expect(optionNamed(INTERVAL).unit).toBe('seconds');
  });

  test('an option that is set to none hides the places behind it', () => {
    const uri = 'campaigngroup-states-uri';
    const scopes = {
      applicationName: 'OCS',
      group: withOption(none, 'default', uri, null),
      application: withOption(none, 'OCServer', uri, 'http://collector.example/'),
    };
    expect(effectiveOption(scopes, uri)).toEqual({
      value: null,
      where: 'section "default" of the campaign group',
    });
  });

  test('setting an option leaves the sections that were there as they were', () => {
    const before = withOption(none, 'OCServer', INTERVAL, 5);
    const after = withOption(before, 'OCServer', INTERVAL, 7);
    expect([before.get('OCServer')?.get(INTERVAL), after.get('OCServer')?.get(INTERVAL)]).toEqual([5, 7]);
  });

  test('whole sections are read by name', () => {
    const { root } = readYaml({ name: 's.yaml', text: 'default: { campaigngroup-states-interval: 3 }' });
    const sections = sectionsShape.read(root!, newReading());
    expect(sections?.get('default')?.get(INTERVAL)).toBe(3);
  });
});

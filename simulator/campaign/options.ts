// The options of the feature, as Genesys configuration has them: sections with options, on the campaign group object and on the OCS
// application object. Each row reads and checks its own value; the look-up says where a value came from.

import { PAGES, type Sourced } from '../../receiver/contract/mark.ts';
import { boolean, integer, number } from '../../receiver/document/scalar-shapes.ts';
import type { Shape } from '../../receiver/document/shape.ts';
import { headersOption, uriOption } from './option-value.ts';

/** Names and values of headers, in the order in which they were given. */
export type CustomHeaders = ReadonlyMap<string, string>;

/** Null: none. */
export type OptionValue = boolean | number | string | CustomHeaders | null;

export interface OptionRow<T extends OptionValue = OptionValue> extends Sourced {
  readonly name: string;
  readonly about: string;
  /** Null for what has none. */
  readonly unit: string | null;
  readonly default: T;
  /** On what the default rests, which can be weaker than the option itself. */
  readonly defaultMark: Sourced['mark'];
  /** A value as YAML writes it, for people to begin with. */
  readonly example: boolean | number | string | Readonly<Record<string, string>>;
  /** Reads and checks a value in YAML. */
  readonly shape: Shape<T>;
}

const documented = { mark: 'documented', source: PAGES.published } as const;
const sister = {
  mark: 'inferred',
  source: "documented for OCS's sister features that post over HTTP",
} as const;

function row<const N extends string, T extends OptionValue>(
  option: OptionRow<T> & { readonly name: N },
): OptionRow<T> & { readonly name: N } {
  return option;
}

export const OPTIONS = [
  row<'send-campaigngroup-states', boolean>({
    name: 'send-campaigngroup-states',
    about: 'true enables Campaign Group Status Reporting',
    unit: null,
    default: false,
    example: true,
    defaultMark: 'inferred',
    shape: boolean(),
    ...documented,
  }),
  row<'campaigngroup-states-uri', string | null>({
    name: 'campaigngroup-states-uri',
    about:
      'URI of the external system; without it nothing is sent and the log says why (that it does is assumed)',
    unit: null,
    default: null,
    example: 'http://127.0.0.1:9200/states/_doc',
    defaultMark: 'documented',
    shape: uriOption(),
    ...documented,
  }),
  row<'campaigngroup-states-interval', number>({
    name: 'campaigngroup-states-interval',
    about: 'time between periodic messages; 0 turns them off (assumed)',
    unit: 'seconds',
    default: 10,
    example: 30,
    defaultMark: 'documented',
    shape: integer('whole seconds >= 1, or 0 for no periodic messages', { min: 0, max: 2_000_000 }),
    ...documented,
  }),
  row<'http-connection-pool-size', number>({
    name: 'http-connection-pool-size',
    about: 'size of the pool of persistent HTTP/1.1 connections',
    unit: 'connections',
    default: 4,
    example: 8,
    defaultMark: 'assumed',
    shape: integer('a whole number of connections from 1 to 1000', { min: 1, max: 1_000 }),
    ...sister,
  }),
  row<'http-response-timeout', number>({
    name: 'http-response-timeout',
    about: 'how long an answer is waited for; fractions of a second are our addition, for short tests',
    unit: 'seconds',
    default: 15,
    example: 0.5,
    defaultMark: 'assumed',
    shape: number('seconds above 0, such as 15 or 0.5', { above: 0, max: 2_000_000 }),
    ...sister,
  }),
  row<'http-proxy', string | null>({
    name: 'http-proxy',
    about: 'URI of the tunnelling proxy for HTTPS',
    unit: null,
    default: null,
    example: 'http://proxy.example:3128',
    defaultMark: 'inferred',
    shape: uriOption(),
    ...sister,
  }),
  row<'http-custom-headers', CustomHeaders>({
    name: 'http-custom-headers',
    about:
      'extra request headers: a mapping of names to values, or one text "Name: value; Name2: value2" (both forms are ours)',
    unit: null,
    default: new Map(),
    example: { 'X-Api-Key': 'for-tests-only' },
    defaultMark: 'inferred',
    shape: headersOption(),
    ...sister,
  }),
] as const;

type Row = (typeof OPTIONS)[number];
export type OptionName = Row['name'];
export type OptionValueOf<N extends OptionName> = Extract<Row, { readonly name: N }>['default'];

export const OPTION_NAMES: readonly OptionName[] = OPTIONS.map((option) => option.name);

export function optionNamed<N extends OptionName>(name: N): Extract<Row, { readonly name: N }> {
  return OPTIONS.find((option) => option.name === name) as Extract<Row, { readonly name: N }>;
}

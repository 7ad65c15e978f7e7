import { randomFor } from '../../../../receiver/random.ts';
import { createElasticsearch } from '../../../../receiver/reply/elasticsearch/elasticsearch.ts';
import type { ElasticsearchFlavour } from '../../../../receiver/reply/elasticsearch/flavour.ts';
import type { GivenIndices } from '../../../../receiver/reply/elasticsearch/given-mapping.ts';
import type { UnansweredRecord } from '../../../../receiver/reply/usual-answer.ts';

/** What a call was answered. */
export interface CallAnswer {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: a JSON body, looked into by tests
  readonly body: any;
  readonly manner: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** Calls an Elasticsearch without a network. A body that is no text is sent as JSON. */
export function elasticsearch(
  flavour: ElasticsearchFlavour = 'elasticsearch',
  indices: GivenIndices = new Map(),
  seed = 1,
) {
  const answers = createElasticsearch(flavour, indices, seed);
  let number = 0;
  const call = (
    method: string,
    path: string,
    body: unknown = '',
    type: string | null = 'application/json',
  ): CallAnswer => {
    number += 1;
    const bytes = Buffer.isBuffer(body)
      ? body
      : Buffer.from(typeof body === 'string' ? body : JSON.stringify(body));
    const record: UnansweredRecord = {
      number,
      receivedAtMs: 0,
      connection: 1,
      requestOnConnection: number,
      method,
      path,
      headers: type === null ? [] : ['content-type', type],
      body: bytes,
      bodyBytes: bytes.length,
      wrongContentType: false,
      content: { kind: 'unusable', problem: 'empty', detail: 'not looked at' },
    };
    const { status, headers, body: text, manner } = answers.answer(record);
    return {
      status,
      body: JSON.parse(text!),
      manner,
      headers: Object.fromEntries(
        headers.flatMap((name, index) =>
          index % 2 === 0 ? [[name.toLowerCase(), headers[index + 1]!]] : [],
        ),
      ),
    };
  };
  return {
    answers,
    call,
    index: (document: unknown, path = '/states/_doc') => call('POST', path, document),
    properties: (name = 'states') => call('GET', `/${name}/_mapping`).body[name].mappings.properties,
  };
}

/** The identifiers that are made up in turn. */
export function identifiers(seed: number, count: number): readonly string[] {
  const chance = randomFor(seed, 'elasticsearch ids');
  return Array.from({ length: count }, () =>
    Buffer.from(Array.from({ length: 15 }, () => chance.integer(0, 255))).toString('base64url'),
  );
}

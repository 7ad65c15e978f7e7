// What the receiver answers as Elasticsearch 7 and as OpenSearch is compared with what a real node of each answers, request by request.
// Where they are meant to differ, a case says why; and then they must. Of Elasticsearch 8 there is no node.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receiver } from '../../receiver/receiver.ts';
import { ELASTICSEARCH, newIndexName, OPENSEARCH } from '../support/servers/provided.ts';
import { startedReceiver } from '../support/started-receiver.ts';
import { answerOf } from './emulation/answer.ts';
import { type Case, MAPPING } from './emulation/asked.ts';
import { DOCUMENT_CASES } from './emulation/document-cases.ts';
import { READ_BACK_CASES } from './emulation/read-back-cases.ts';
import { REQUEST_CASES } from './emulation/request-cases.ts';

const PLAYED = [
  { engine: ELASTICSEARCH, flavour: 'elasticsearch-7', release: '7.10.' },
  { engine: OPENSEARCH, flavour: 'opensearch', release: '2.19.' },
] as const;

for (const { engine, flavour, release } of PLAYED)
  describe.runIf(engine.version?.startsWith(release))(`Answered as ${engine.title}`, () => {
    let receiver: Receiver;
    const made: string[] = [];

    beforeAll(async () => {
      receiver = await startedReceiver({
        answerAs: { kind: 'elasticsearch', flavour, indices: new Map() },
      });
    });
    afterAll(async () => {
      await receiver.close();
      await fetch(`${engine.url()}/${made.join()}?ignore_unavailable=true`, { method: 'DELETE' });
    });

    const play = async ({ asked }: Case) => {
      const index = newIndexName('emulation');
      made.push(index);
      const played: { asked: string; real: unknown; ours: unknown; differs: string | null }[] = [];
      for (const each of asked) {
        // A busy node shows a mapping a moment after the document that changed it.
        if (each === MAPPING) await fetch(`${engine.url()}/_cluster/health?wait_for_events=languid`);
        const [real, ours] = await Promise.all(
          [engine.url(), receiver.url].map((base) => answerOf(base, each, index)),
        );
        const { method, path, body, differs } = each;
        const isMeant = differs !== null && (differs.only ?? engine.name) === engine.name;
        const why = isMeant ? differs.why : null;
        played.push({ asked: `${method} ${path} ${body.slice(0, 200)}`, real, ours, differs: why });
      }
      return played;
    };

    test.concurrent.each(
      [...DOCUMENT_CASES, ...REQUEST_CASES, ...READ_BACK_CASES]
        .filter(({ only = engine.name }) => only === engine.name)
        .map((each) => [each.name, each] as const),
    )('%s', async (_name, each) => {
      const played = await play(each);
      expect(played.length).toBeGreaterThan(0);
      const alike = played.filter(({ differs }) => differs === null);
      expect(alike.map(({ asked, ours }) => ({ asked, ours }))).toEqual(
        alike.map(({ asked, real }) => ({ asked, ours: real })),
      );
      for (const { real, ours, differs } of played)
        if (differs !== null) expect(ours, `no longer: ${differs}`).not.toEqual(real);
    });
  });

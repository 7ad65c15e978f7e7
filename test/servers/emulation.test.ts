// What the receiver answers as OpenSearch is compared with what a real one answers, request by request. Where they are meant to
// differ, a case says why; and then they must.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Receiver } from '../../receiver/receiver.ts';
import { newIndexName, OPENSEARCH } from '../support/servers/provided.ts';
import { startedReceiver } from '../support/started-receiver.ts';
import { answerOf } from './emulation/answer.ts';
import { type Case, MAPPING } from './emulation/asked.ts';
import { DOCUMENT_CASES } from './emulation/document-cases.ts';
import { REQUEST_CASES } from './emulation/request-cases.ts';

const PLAYED = '2.19.';

describe.runIf(OPENSEARCH.version?.startsWith(PLAYED))('Answered as OpenSearch', () => {
  let receiver: Receiver;
  const made: string[] = [];

  beforeAll(async () => {
    receiver = await startedReceiver({
      answerAs: { kind: 'elasticsearch', flavour: 'opensearch', indices: new Map() },
    });
  });
  afterAll(async () => {
    await receiver.close();
    await fetch(`${OPENSEARCH.url()}/${made.join()}?ignore_unavailable=true`, { method: 'DELETE' });
  });

  const play = async ({ asked }: Case) => {
    const index = newIndexName('emulation');
    made.push(index);
    const played: { asked: string; real: unknown; ours: unknown; differs: string | null }[] = [];
    for (const each of asked) {
      // A busy node shows a mapping a moment after the document that changed it.
      if (each === MAPPING) await fetch(`${OPENSEARCH.url()}/_cluster/health?wait_for_events=languid`);
      const [real, ours] = await Promise.all(
        [OPENSEARCH.url(), receiver.url].map((base) => answerOf(base, each, index)),
      );
      const { method, path, body, differs } = each;
      played.push({ asked: `${method} ${path} ${body.slice(0, 200)}`, real, ours, differs });
    }
    return played;
  };

  test.concurrent.each([...DOCUMENT_CASES, ...REQUEST_CASES].map((each) => [each.name, each] as const))(
    '%s',
    async (_name, each) => {
      const played = await play(each);
      expect(played.length).toBeGreaterThan(0);
      const alike = played.filter(({ differs }) => differs === null);
      expect(alike.map(({ asked, ours }) => ({ asked, ours }))).toEqual(
        alike.map(({ asked, real }) => ({ asked, ours: real })),
      );
      for (const { real, ours, differs } of played)
        if (differs !== null) expect(ours, `no longer: ${differs}`).not.toEqual(real);
    },
  );
});

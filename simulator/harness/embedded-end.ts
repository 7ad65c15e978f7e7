// The embedded receiver at the other end: it shares its books, so that what arrived is known to the byte.

import type { CannotListen } from '../../receiver/http/listen.ts';
import type { CannotJournal } from '../../receiver/journal/disk/trouble.ts';
import { isNotification, type ReceivedRecord } from '../../receiver/journal/record.ts';
import type { ReplyRule } from '../../receiver/reply/reply-plan.ts';
import { RECEIVER_PLACEHOLDER } from '../scenario/reuse/variables.ts';
import type { EnvironmentTrouble } from '../target/environment-trouble.ts';
import { plainTarget } from '../target/target.ts';
import { Arrivals } from './arrivals.ts';
import { Correlator } from './correlator.ts';
import { fateOf } from './fate-of.ts';
import { sentOf } from './observed.ts';
import { openTransport } from './open-transport.ts';
import type { Destination, OtherEnd, OtherEndSurroundings } from './other-end.ts';
import { ReceiverGone } from './receiver-gone.ts';
import { untilReached } from './until-reached.ts';

/** Starts it on a free loopback port. */
export async function embeddedEnd(
  { journal }: Extract<Destination, { kind: 'embedded' }>,
  { scenario, clock, ledger, observe, way }: OtherEndSurroundings,
): Promise<OtherEnd | EnvironmentTrouble> {
  const arrivals = new Arrivals(scenario);
  const correlator = new Correlator((entry, stored) => observe(fateOf(entry, stored)));
  let unusable = 0;
  let notifications = 0;
  const onRecord = (record: ReceivedRecord): void => {
    if (!isNotification(record)) return;
    notifications += 1;
    const arrival = arrivals.arrival(record);
    if (arrival.body === null) unusable += 1;
    const { status } = record.reply;
    // What was cut off on its way is no arrival of anything that was sent.
    const expected =
      (record.content.kind === 'unusable' && record.content.problem === 'cut short') ||
      correlator.arrived(record.body.toString('utf8'), status === null || (status >= 200 && status < 300));
    observe(arrival);
    if (!expected) observe({ kind: 'stray', arrival });
  };
  const { startReceiver } = await import('../../receiver/receiver.ts');
  const receiver = await startReceiver({
    nowMs: () => clock.nowMs(),
    seed: scenario.seed,
    answerAs: scenario.answerAs,
    identify: (record) => arrivals.subject(record.content),
    ...(journal === undefined ? {} : { journal }),
    onRecord,
    onLoss: (gap) => observe({ kind: 'gap', ...gap }),
  });
  if (receiver.kind !== 'receiver') return troubleOf(receiver);
  const url = `${receiver.url}/`;
  receiver.replyPlan.replace(scenario.replies.map((rule) => withAddress(rule, url)));
  ledger.listen({
    attempting: (entry) => correlator.attempting(entry),
    settled: (entry) => {
      const attempted = entry.notAttempted === null;
      observe(sentOf(entry, attempted ? correlator.settled(entry) : null));
      if (!attempted) observe(fateOf(entry, null));
    },
  });
  const transport = await openTransport({ origin: receiver.url, headers: {}, tls: null, secrets: [], way });
  return {
    kind: 'embedded',
    url,
    hasStore: false,
    transport,
    counts: () => ({ recorded: notifications, unusable }),
    reply: (change) =>
      receiver.replyPlan.apply(
        change.kind === 'default'
          ? change
          : { ...change, rules: change.rules.map((rule) => withAddress(rule, url)) },
      ),
    listen: async (listening) => {
      if (!listening) return receiver.stopListening();
      const again = await receiver.startListening();
      if (again.kind === 'cannot listen') throw new ReceiverGone(troubleOf(again));
    },
    back: (withinMs, signal) => untilReached(plainTarget(url), withinMs, signal),
    idle: () => receiver.idle(),
    hangUp: async () => {
      await transport.close();
      await receiver.close();
    },
    finish: async () => {
      correlator.finish();
      return { store: null, unread: null };
    },
    close: async () => {},
  };
}

function troubleOf({ code, message, hint }: CannotListen | CannotJournal): EnvironmentTrouble {
  return { kind: 'environment', code, message, hint };
}

/** The receiver's own address put in where a rule names it, in a Location for example: only now is it known. */
function withAddress(rule: ReplyRule, url: string): ReplyRule {
  if (rule.answer.kind !== 'status') return rule;
  const { headers, body } = rule.answer;
  const put = (text: string): string => text.replaceAll(RECEIVER_PLACEHOLDER, url);
  return {
    ...rule,
    answer: { ...rule.answer, headers: headers.map(put), body: body === null ? null : put(body) },
  };
}

import { durationText } from '../document/duration.ts';
import { sinceEpochText } from '../document/instant-text.ts';
import { listText, safeText } from '../expect/shown-text.ts';
import { delayText } from '../reply/delay.ts';
import type { PlannedAnswer } from '../reply/planned-answer.ts';
import type { ReplyCondition, ReplyRule } from '../reply/reply-plan.ts';

/** A reply rule in one line: `503 after 2s for periodic of Spring@East, the 3rd`. */
export function ruleText({ when, answer }: ReplyRule): string {
  const conditions = conditionTexts(when);
  return [answerText(answer), ...conditions].join(', ');
}

function answerText(answer: PlannedAnswer): string {
  const delay = 'delayMs' in answer && answer.delayMs !== 0 ? ` after ${delayText(answer.delayMs)}` : '';
  return `${whatText(answer)}${delay}`;
}

function whatText(answer: PlannedAnswer): string {
  switch (answer.kind) {
    case 'status': {
      const how =
        answer.delivery === undefined || answer.delivery.kind === 'whole' ? [] : [answer.delivery.kind];
      const status = answer.status === null ? [] : [String(answer.status)];
      return [...status, ...how].join(', ') || 'the usual answer';
    }
    case 'garbage':
      return `${answer.bytes} bytes of garbage`;
    case 'refusal':
      return `connections refused for ${durationText(answer.forMs)}`;
    default:
      return answer.kind;
  }
}

function conditionTexts(when: ReplyCondition): readonly string[] {
  const texts: string[] = [];
  if (when.events !== undefined) texts.push(listText(when.events, 'or'));
  if (when.groups !== undefined)
    texts.push(
      `of ${listText(
        when.groups.map((group) => safeText(group)),
        'or',
      )}`,
    );
  if (when.states !== undefined) texts.push(`in ${listText(when.states, 'or')}`);
  if (when.nth !== undefined) texts.push(`number ${listText(when.nth.map(String), 'or')}`);
  if (when.every !== undefined) texts.push(`every ${when.every}`);
  if (when.first !== undefined) texts.push(`the first ${when.first}`);
  if (when.after !== undefined) texts.push(`all but the first ${when.after}`);
  if (when.times !== undefined) texts.push(`${when.times} times`);
  if (when.probability !== undefined) texts.push(`with a chance of ${when.probability}`);
  if (when.fromMs !== undefined) texts.push(`from ${sinceEpochText(when.fromMs)}`);
  if (when.untilMs !== undefined) texts.push(`until ${sinceEpochText(when.untilMs)}`);
  if (when.forMs !== undefined) texts.push(`for ${durationText(when.forMs)}`);
  return texts;
}

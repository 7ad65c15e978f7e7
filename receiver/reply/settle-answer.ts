import { durationText } from '../document/duration.ts';
import type { AppliedFault, FaultKind, ReplyTaken } from '../journal/record.ts';
import type { Random } from '../random.ts';
import { type Answer, type Delivery, type StatusAnswer, WHOLE } from './answer.ts';
import { drawDelayMs } from './delay.ts';
import type { PlannedAnswer, PlannedStatus } from './planned-answer.ts';
import { fillTemplate, type TemplateKind, type TemplateValues } from './template.ts';
import type { UsualAnswer } from './usual-answer.ts';

/** An answer with the words that a record has for it. */
export interface SettledAnswer {
  readonly answer: Answer;
  readonly reply: ReplyTaken;
}

/** What settling needs to know of the request. */
export interface Settling {
  /** The rule that planned it, as records call it. */
  readonly rule: string;
  readonly chance: Random;
  /** Asked at most once, and only where the plan leaves the answer, or part of it, as it would be. */
  readonly usual: () => UsualAnswer;
  /** Asked only where there are placeholders. */
  readonly values: () => TemplateValues;
}

/** Makes an answer of what a rule plans: draws what is left to chance, fills in templates, and says for the record what was done. */
export function settleAnswer(planned: PlannedAnswer, settling: Settling): SettledAnswer {
  const { rule, chance } = settling;
  const delayMs = planned.kind === 'silence' ? 0 : drawDelayMs(planned.delayMs, chance);
  const fault = (kind: FaultKind, more: Partial<AppliedFault> = {}): AppliedFault => ({
    rule,
    kinds: delayMs > 0 ? ['delay', kind] : [kind],
    ...more,
  });
  const without = (answer: Answer, manner: string, applied: AppliedFault): SettledAnswer => ({
    answer,
    reply: { status: null, manner, delayMs, fault: applied },
  });
  switch (planned.kind) {
    case 'status':
      return settleStatus(planned, delayMs, settling);
    case 'reset after headers': {
      const delivery: Delivery = { kind: 'reset after headers' };
      const own = { headers: [], body: null, manner: '' };
      return settleStatus({ ...planned, ...own, kind: 'status', delivery }, delayMs, settling);
    }
    case 'silence':
      return without({ kind: 'silence' }, 'silence', fault('silence'));
    case 'reset before headers':
      return without({ kind: planned.kind, delayMs }, planned.kind, fault('reset'));
    case 'close before headers':
      return without({ kind: planned.kind, delayMs }, planned.kind, fault('close'));
    case 'garbage': {
      const bytes = Buffer.from(Array.from({ length: planned.bytes }, () => chance.integer(0, 255)));
      const manner = `${planned.bytes} bytes of garbage`;
      return without(
        { kind: 'garbage', bytes, delayMs },
        manner,
        fault('garbage', { garbageBytes: planned.bytes }),
      );
    }
    case 'refusal': {
      const manner = `connections refused for ${durationText(planned.forMs)}`;
      return without(
        { kind: 'refusal', forMs: planned.forMs, delayMs },
        manner,
        fault('refusal', { refusedMs: planned.forMs }),
      );
    }
  }
}

function settleStatus(planned: PlannedStatus, delayMs: number, settling: Settling): SettledAnswer {
  const { delivery = WHOLE, template } = planned;
  const usual = planned.status === null ? settling.usual() : null;
  const values = template === undefined ? null : settling.values();
  const fill = (text: string, kind: 'header' | TemplateKind): string =>
    values === null ? text : fillTemplate(text, kind, values);
  const status = planned.status ?? usual!.status;
  const manner = mannerText(usual?.manner ?? planned.manner, delivery);
  const answer: StatusAnswer = {
    kind: 'status',
    status,
    headers: mergedHeaders(
      usual?.headers ?? [],
      planned.headers.map((text) => fill(text, 'header')),
    ),
    body: planned.body === null ? (usual?.body ?? null) : fill(planned.body, template ?? 'text'),
    delayMs,
    manner,
    delivery,
  };
  const kinds: FaultKind[] = [];
  if (planned.status !== null) kinds.push('status');
  if (planned.headers.length > 0) kinds.push('headers');
  if (planned.body !== null) kinds.push('body');
  if (planned.delayMs !== 0) kinds.push('delay');
  const how = DELIVERY_FAULTS[delivery.kind];
  if (how !== null) kinds.push(how);
  const fault: AppliedFault = {
    rule: settling.rule,
    kinds,
    ...(delivery.kind === 'drip' ? { dripMs: delivery.overMs } : {}),
    ...(delivery.kind === 'malformed' ? { malformed: delivery.part } : {}),
  };
  return { answer, reply: { status, manner, delayMs, fault } };
}

const DELIVERY_FAULTS: Readonly<Record<Delivery['kind'], FaultKind | null>> = {
  whole: null,
  drip: 'drip',
  truncated: 'truncation',
  malformed: 'malformed',
  'close mid-body': 'close',
  'close after answer': 'close',
  'reset after headers': 'reset',
};

/** `503`, `as usual`, `503, close mid-body`, `drip over 5s`: what is unusual about it, if anything is. */
function mannerText(base: string, delivery: Delivery): string {
  const how = deliveryText(delivery);
  if (how === null) return base;
  return base === '' || base === 'as usual' ? how : `${base}, ${how}`;
}

function deliveryText(delivery: Delivery): string | null {
  switch (delivery.kind) {
    case 'whole':
      return null;
    case 'drip':
      return `drip over ${durationText(delivery.overMs)}`;
    case 'truncated':
      return 'truncated';
    case 'malformed':
      return `malformed ${delivery.part}`;
    default:
      return delivery.kind;
  }
}

/** Headers by name, the later ones in place of the earlier ones. */
function mergedHeaders(earlier: readonly string[], later: readonly string[]): readonly string[] {
  if (earlier.length === 0) return later;
  const names = new Set(later.filter((_, index) => index % 2 === 0).map((name) => name.toLowerCase()));
  const kept = earlier.filter((_, index) => !names.has(earlier[index - (index % 2)]!.toLowerCase()));
  return [...kept, ...later];
}

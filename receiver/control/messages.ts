// What the control API says, as JSON: types, so that a page can share them. openapi/ describes the same for machines; the
// tests hold the two together by validating every answer of a running server.
// Instants are milliseconds since 1970 on the receiver's clock (campaign time within a run), durations are milliseconds.

import type { JsonObject, JsonValue } from '../contract/contract.ts';
import type { DifferenceKind } from '../contract/judge.ts';
import type { Mark } from '../contract/mark.ts';
import type { DialMode, EventName, GroupState } from '../contract/vocabulary.ts';
import type { BodyProblem, ReplyTaken } from '../journal/record.ts';

/** Every path of the API begins with it. */
export const API_PREFIX = '/api';

/** Why a request to the control API was not carried out: a closed list, for machines. */
export const ERROR_CODES = {
  'bad-request': 'it is no HTTP request that the API can read',
  'bad-query': 'a parameter of the query is not understood',
  'bad-document': 'the body is no YAML or JSON of the kind that is wanted here',
  'no-such-path': 'there is nothing at this path',
  'no-such-method': 'the path is there, but not for this method',
  'no-such-record': 'no record of this number has come yet',
  'record-gone': 'the record of this number was dropped, or lies before the last reset',
  'no-such-group': 'no notification of this campaign group is known',
  'no-such-rule': 'no reply rule of this id is in force',
  conflict: 'what was sent is understood, but contradicts itself, the contract, or what is in force',
  'host-not-allowed': 'the Host header names another host than this one',
  'origin-not-allowed': 'a page of another origin asks',
  'token-needed': 'the bearer token is missing or wrong',
  'body-too-large': 'the body is larger than the API takes',
  'head-too-large': 'the request line and headers are larger than the API takes',
  'too-slow': 'the request took too long to come',
  'too-many': 'as many requests of this kind are open as the API keeps at a time',
  'internal-error': 'the API itself failed; the receiver goes on',
} as const;

/** One of ERROR_CODES. */
export type ErrorCode = keyof typeof ERROR_CODES;

/** One complaint about a document that was sent. */
export interface ProblemMessage {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
  readonly message: string;
  readonly expected: string | null;
  readonly hint: string | null;
}

/** The body of every answer that is an error. */
export interface ErrorMessage {
  readonly error: {
    readonly code: ErrorCode;
    readonly message: string;
    /** What to do about it. */
    readonly hint: string | null;
    /** What is wrong with a document, at most 100 complaints; empty where there was none. */
    readonly problems: readonly ProblemMessage[];
  };
}

/** Records that cannot be given any more, by their numbers. */
export interface GapMessage {
  readonly first: number;
  readonly last: number;
  /** For people: `dropped by the journal's limits`. */
  readonly reason: string;
}

/** One record in short, as lists and the live stream give it. */
export interface RecordSummary {
  /** From 1, in the order of arrival. */
  readonly number: number;
  readonly receivedAtMs: number;
  readonly connection: number;
  readonly requestOnConnection: number;
  readonly method: string;
  readonly path: string;
  /** Status of the answer; null where no status line went out. */
  readonly status: number | null;
  /** How it was answered: `as usual`, or what the reply plan did. */
  readonly manner: string;
  /** Bytes of body that arrived. */
  readonly bodyBytes: number;
  /** False for a request that carries none, such as a health check or a query: it is counted apart and never judged. */
  readonly notification: boolean;
  /** Why the body is no JSON object that can be judged; null where it is one, and where no notification is carried. */
  readonly problem: BodyProblem | null;
  readonly event: EventName | null;
  readonly state: GroupState | null;
  readonly dialMode: DialMode | null;
  /** The campaign group by its label in a run, else by its name on the wire. */
  readonly group: string | null;
  /** The tenant's Contact Center ID. */
  readonly tenant: string | null;
  /** Fields that are not as the contract says, duplicate keys included; null where there is no object to be judged. */
  readonly differences: number | null;
  /** What the reply plan did to it instead of answering as usual: `503`, `silence`, …; null where nothing. */
  readonly fault: string | null;
}

/** A page of records. */
export interface RecordsMessage {
  readonly records: readonly RecordSummary[];
  /** The cursor for the next page; null where there is none. */
  readonly next: string | null;
  /** What cannot be given any more; null where everything since the last reset is kept. */
  readonly gap: GapMessage | null;
}

/** One field of a body beside the contract's word on it. */
export interface FieldMessage {
  /** A key of the body, or a path such as `GSW_CALLING_LISTS[0].GSW_STAT_HIT_RATIO`. */
  readonly name: string;
  /** Levels deep: 0 for keys of the body itself. */
  readonly depth: number;
  /** False: the body does not have it. */
  readonly present: boolean;
  /** As it came; null as well where it is absent. */
  readonly value: JsonValue;
  /** The value in words: `2 (Progress)`, `null (not known yet)`, `absent`. */
  readonly shown: string;
  /** What the contract demands in words: `one of 1 (Predict), …`, `0 (unassigned)`; null for a key that it does not know. */
  readonly demand: string | null;
  readonly difference: { readonly kind: DifferenceKind | 'duplicate key'; readonly expected: string } | null;
  readonly mark: Mark | null;
  readonly meaning: string | null;
  readonly unit: string | null;
  readonly source: string | null;
}

/** One record in full. */
export interface RecordMessage extends RecordSummary {
  /** In the order and spelling in which they came; credentials never. */
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The kept bytes as UTF-8, with U+FFFD for what is none. */
  readonly bodyText: string;
  /** The kept bytes, exactly. */
  readonly bodyBase64: string;
  /** Fewer bytes are kept than came. */
  readonly bodyCut: boolean;
  /** The media type is not `application/json`. */
  readonly wrongContentType: boolean;
  /** More on `problem`, one line. */
  readonly problemDetail: string | null;
  /** The parsed object; null where there is none. */
  readonly parsed: JsonObject | null;
  /** In the order of the contract, then keys that it does not know; empty where there is no object. */
  readonly fields: readonly FieldMessage[];
  /** There are more fields than are told. */
  readonly fieldsCut: boolean;
  /** How it was answered. */
  readonly reply: ReplyTaken;
  /** Numbers of the records before and after it that are kept; null at either end. */
  readonly previous: number | null;
  readonly following: number | null;
}

/** How many records fit. */
export interface CountMessage {
  readonly count: number;
  readonly gap: GapMessage | null;
}

/** What became of a wait. */
export interface WaitMessage {
  /** `inconclusive`: it was not met, but a gap may have swallowed what was waited for. */
  readonly outcome: 'met' | 'not met' | 'inconclusive';
  /** For people: `3 of 3 came`, `quiet for 2s`. */
  readonly summary: string;
  /** Records that fit. */
  readonly count: number;
  /** The last ones that fit, oldest first, at most 100. */
  readonly records: readonly RecordSummary[];
  /** Real milliseconds from the request to its end. */
  readonly waitedMs: number;
  readonly gap: GapMessage | null;
}

/** The verdict on one expectation. */
export interface VerdictMessage {
  /** The expectation in short: `every 10 s ± 200 ms`. */
  readonly title: string;
  readonly status: 'passed' | 'failed' | 'inconclusive';
  /** One line: `18 of 18, worst 0 ms`. */
  readonly summary: string;
  /** How many things were judged. */
  readonly judged: number;
  readonly failureCount: number;
  /** Every failure that is shown, in lines for people; empty where it passed. */
  readonly explanation: readonly string[];
  /** Numbers of the records that the explanation is about, the nearest ones where nothing fitted. */
  readonly nearest: readonly number[];
  /** Where it stands in the document that was sent, both from 1. */
  readonly line: number;
  readonly column: number;
}

/** The verdicts on all expectations that were sent, in their order. */
export interface VerifyMessage {
  /** `failed` if one failed, else `inconclusive` if one is, else `passed`. */
  readonly status: 'passed' | 'failed' | 'inconclusive';
  readonly verdicts: readonly VerdictMessage[];
  /** Warnings about the document. */
  readonly problems: readonly ProblemMessage[];
  readonly gap: GapMessage | null;
}

/** The four statistics of a campaign group; null: not known. Time to complete in seconds, the others as fractions of 1. */
export interface StatisticsMessage {
  readonly busyFactor: number | null;
  readonly hitRatio: number | null;
  readonly overdialRate: number | null;
  readonly timeToComplete: number | null;
}

/** The name of one of the four. */
export type StatisticName = keyof StatisticsMessage;

/** One event on a group's time line. */
export interface GroupEventMessage {
  readonly number: number;
  readonly atMs: number;
  /** `periodic` only where a periodic message reports another state than the notification before it. */
  readonly event: EventName;
  /** The state that the notification reported; null where it reported none. */
  readonly state: GroupState | null;
  /** The dial mode that the notification carried. */
  readonly dialMode: DialMode | null;
}

/** What is known of one campaign group from all of its notifications since the last reset, those dropped since included. */
export interface GroupMessage {
  readonly group: string;
  /** The tenant's Contact Center ID: groups of one name with different tenants are different groups. */
  readonly tenant: string | null;
  /** After the last notification. */
  readonly state: GroupState | null;
  readonly dialMode: DialMode | null;
  /** Notifications. */
  readonly count: number;
  /** Of them by event; only those that came. */
  readonly counts: Readonly<Partial<Record<EventName, number>>>;
  readonly first: { readonly number: number; readonly atMs: number };
  readonly last: { readonly number: number; readonly atMs: number };
  /** The last events, oldest first, without the periodic ones. */
  readonly events: readonly GroupEventMessage[];
  /** Events before those. */
  readonly earlierEvents: number;
  /** Of the last notification that carried any; null where none did. */
  readonly statistics: (StatisticsMessage & { readonly number: number; readonly atMs: number }) | null;
}

/** Every campaign group, in the order in which they first came. */
export interface GroupsMessage {
  readonly groups: readonly GroupMessage[];
  /** Notifications of groups beyond the number that is kept. */
  readonly leftOut: number;
}

/** A statistic over time: of each stretch the last, smallest and largest value; null where none was known. */
export interface StatisticSeries {
  readonly last: readonly (number | null)[];
  readonly min: readonly (number | null)[];
  readonly max: readonly (number | null)[];
}

/** The four statistics of a group over time, downsampled. All lists are as long as `atMs`. */
export interface SeriesMessage {
  readonly group: string;
  readonly tenant: string | null;
  /** When the last notification of each stretch came. */
  readonly atMs: readonly number[];
  /** Notifications in each stretch. */
  readonly count: readonly number[];
  readonly series: Readonly<Record<StatisticName, StatisticSeries>>;
}

/** One reply rule in force. */
export interface ReplyRuleMessage {
  /** From 1, in the order in which rules were set; never given again. */
  readonly id: number;
  /** What records call it: its name, or `rule 3`. */
  readonly name: string;
  /** Switched off it stays where it is, and neither counts nor answers. */
  readonly on: boolean;
  /** As a scenario writes it, so that it can be sent again; null where it was not set through this API. */
  readonly rule: JsonValue;
  /** For people: `503, after 2s, for periodic of spring`. */
  readonly summary: string;
  /** Requests that fitted event and group since it was set. */
  readonly fitted: number;
  /** Requests that it answered. */
  readonly answered: number;
}

/** The rules in force, in the order in which they are tried; none: every answer is as usual. */
export interface RepliesMessage {
  readonly rules: readonly ReplyRuleMessage[];
}

/** What the receiver is and has seen. */
export interface StatusMessage {
  readonly contract: { readonly title: string; readonly release: string };
  readonly receiver: { readonly url: string; readonly listening: boolean };
  readonly startedAtMs: number;
  /** From when `from=2m50s` counts: the start, or the last reset. */
  readonly originMs: number;
  readonly nowMs: number;
  readonly counts: {
    /** Requests whose head was read. */
    readonly requests: number;
    /** Since the receiver was started. */
    readonly recorded: number;
    /** Since the last reset, up to `readUpTo`. */
    readonly sinceReset: number;
    /** The number of the last record that is counted: less than the journal's last one while it is still being read after a start. */
    readonly readUpTo: number;
    /** Of them those that carry no notification. */
    readonly otherRequests: number;
    /** Since the last reset: bodies that are no JSON object, by problem. */
    readonly problems: Readonly<Partial<Record<BodyProblem, number>>>;
    /** Since the last reset: records by event; `unknown` where the body does not say. */
    readonly events: Readonly<Record<string, number>>;
    readonly refusedByParser: number;
    readonly refusals: Readonly<Record<string, number>>;
    readonly connections: number;
    readonly openConnections: number;
    readonly troubles: number;
    /** Requests that came and could not be recorded; each was answered 507. */
    readonly notRecorded: number;
  };
  readonly journal: {
    /** The folder it lies in; null for a journal in memory. */
    readonly folder: string | null;
    /** Number of the first record kept; null where none is. */
    readonly first: number | null;
    readonly last: number | null;
    readonly kept: number;
    readonly bytes: number;
    readonly gaps: readonly GapMessage[];
  };
  readonly replies: RepliesMessage;
}

/** Everything to start a page with, of one instant; `/api/stream?after=N` goes on from its `last`. */
export interface SnapshotMessage {
  readonly status: StatusMessage;
  readonly groups: GroupsMessage;
  /** The last records, newest first, at most 200. */
  readonly records: readonly RecordSummary[];
  /** Number of the last record that it knows of; 0 where none has come. */
  readonly last: number;
}

/** After a reset. */
export interface ResetMessage {
  /** Records up to this number are out of sight. */
  readonly upTo: number;
  readonly originMs: number;
}

/**
 * What the live stream sends, by the name of the event (`event:`), as its `data:`. The `id:` is always the number of the last record
 * that was sent, so that `Last-Event-ID` resumes without a hole; where records were dropped meanwhile a `gap` says which.
 */
export interface StreamMessages {
  readonly record: RecordSummary;
  readonly gap: GapMessage;
  readonly replies: RepliesMessage;
  readonly reset: ResetMessage;
}

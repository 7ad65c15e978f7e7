// The receiving half as a library; it knows nothing of the simulator.

export type { Credentials } from './access.ts';
export type { Contract, ContractRow, JsonObject, JsonScalar, JsonValue } from './contract/contract.ts';
export { contractOf } from './contract/contract.ts';
export { bodyJudge, type FieldDifference } from './contract/judge.ts';
export type { Mark } from './contract/mark.ts';
export type { Notification, NotificationOf } from './contract/notification.generated.ts';
export type { ReleaseName } from './contract/releases.ts';
export { type ContractResult, loadContract } from './contract/site.ts';
export type { DialMode, EventName, GroupState } from './contract/vocabulary.ts';
export type { Verdict } from './expect/expectation.ts';
export type { CannotListen } from './http/listen.ts';
export type { Journal, JournalGap } from './journal/journal.ts';
export type { BodyProblem, Content, ReceivedRecord, ReplyTaken } from './journal/record.ts';
export type { ExplainedVerdict, Following } from './library/judging.ts';
export type {
  PlainCadence,
  PlainCount,
  PlainDemands,
  PlainExpectation,
  PlainFields,
  PlainReply,
  PlainReplyRule,
  PlainSelector,
  Selector,
} from './library/plain-expectation.ts';
export type { ReceivedNotification } from './library/received.ts';
export { ReceiverError, type ReceiverErrorCode } from './library/receiver-error.ts';
export type { ReceiverOptions } from './library/receiver-options.ts';
export {
  type Receiver,
  startReceiver,
} from './library/start-receiver.ts';
export type { WaitForNoneOptions, WaitForOptions, WaitForQuietOptions } from './library/watching.ts';
export type { ReceiverLimits } from './limits.ts';
export type { ReceiverCounts } from './receiver.ts';
export type { Answer, Delivery, MalformedPart } from './reply/answer.ts';
export type { AnswerAs } from './reply/answer-as.ts';
export type { PlannedDelay } from './reply/delay.ts';
export type { PlannedAnswer } from './reply/planned-answer.ts';
export type { ReplyChange, ReplyCondition, ReplyRule } from './reply/reply-plan.ts';
export type { ReceiverTls } from './tls.ts';

// The receiving half as a library; it knows nothing of the simulator.

export type { Contract, ContractRow, JsonObject, JsonScalar, JsonValue } from './contract/contract.ts';
export { contractOf } from './contract/contract.ts';
export { bodyJudge, type FieldDifference } from './contract/judge.ts';
export type { Mark } from './contract/mark.ts';
export type { Notification, NotificationOf } from './contract/notification.generated.ts';
export type { ReleaseName } from './contract/releases.ts';
export { type ContractResult, loadContract } from './contract/site.ts';
export type { EventName, GroupState } from './contract/vocabulary.ts';
export type { CannotListen } from './http/listen.ts';
export type { Journal, JournalGap } from './journal/journal.ts';
export type { BodyProblem, Content, ReceivedRecord, ReplyTaken } from './journal/record.ts';
export {
  type Receiver,
  type ReceiverCounts,
  type ReceiverLimits,
  type ReceiverOptions,
  startReceiver,
} from './receiver.ts';
export type { Answer } from './reply/answer.ts';
export type { ReplyChange, ReplyCondition, ReplyRule } from './reply/reply-plan.ts';

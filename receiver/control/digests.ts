import { DIAL_MODE_NAMES, EVENT_NAMES, GROUP_STATE_NAMES } from '../contract/vocabulary.ts';
import { type BodyProblem, isNotification, type ReceivedRecord } from '../journal/record.ts';
import { PROBLEM_WORDS } from './problem-words.ts';
import { NO_SUBJECT, type Subject, type SubjectReader } from './subject.ts';

/** What is known of a record without looking into its body again. */
export interface Digest {
  readonly subject: Subject;
  /** Null where the body is a JSON object, and where the request carries no notification. */
  readonly problem: BodyProblem | null;
  readonly isNotification: boolean;
}

/** Records of one block, and blocks that are kept: a million records, 8 bytes each. */
const BLOCK = 4_096;
const MOST_BLOCKS = 256;
/** Different pairs of group and tenant that have a number of their own. */
const MOST_OWNERS = 20_000;
const NO_OWNER = -1;
const TOO_MANY = -2;

/** Bits of a record's last byte; the others hold its problem. */
const KNOWN = 0x80;
const NOTIFICATION = 0x40;

interface Block {
  /** Index into the owners. */
  readonly owner: Int32Array;
  /** Four bytes a record, each an index from 1 into its list; 0 is null. */
  readonly words: Uint8Array;
}

/**
 * Remembers of every record who and what it speaks of, in a few bytes, so that lists can be filtered without reading bodies again.
 * What it does not remember it reads from the record.
 */
export class Digests {
  readonly #read: SubjectReader;
  readonly #blocks = new Map<number, Block>();
  readonly #owners: { readonly group: string | null; readonly tenant: string | null }[] = [];
  readonly #ownerIndex = new Map<string, number>();

  constructor(read: SubjectReader) {
    this.#read = read;
  }

  /** Looks into a record that has just come, and remembers it. */
  add(record: ReceivedRecord): Digest {
    const digest = this.#digest(record);
    const index = Math.floor(record.number / BLOCK);
    let block = this.#blocks.get(index);
    if (block === undefined) {
      block = { owner: new Int32Array(BLOCK), words: new Uint8Array(BLOCK * 4) };
      this.#blocks.set(index, block);
      // Blocks come in ascending order: the first one is the oldest.
      if (this.#blocks.size > MOST_BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value!);
    }
    const at = record.number % BLOCK;
    const { event, state, dialMode, group, tenant } = digest.subject;
    block.owner[at] = group === null && tenant === null ? NO_OWNER : this.#ownerOf(group, tenant);
    block.words[at * 4] = 1 + (event === null ? -1 : EVENT_NAMES.indexOf(event));
    block.words[at * 4 + 1] = 1 + (state === null ? -1 : GROUP_STATE_NAMES.indexOf(state));
    block.words[at * 4 + 2] = 1 + (dialMode === null ? -1 : DIAL_MODE_NAMES.indexOf(dialMode));
    block.words[at * 4 + 3] =
      KNOWN |
      (digest.isNotification ? NOTIFICATION : 0) |
      (1 + (digest.problem === null ? -1 : PROBLEM_WORDS.indexOf(digest.problem)));
    return digest;
  }

  /** The digest of a record, remembered or made. */
  of(record: ReceivedRecord): Digest {
    const block = this.#blocks.get(Math.floor(record.number / BLOCK));
    const at = record.number % BLOCK;
    const last = block?.words[at * 4 + 3] ?? 0;
    const owner = block?.owner[at] ?? TOO_MANY;
    if (block === undefined || last === 0 || owner === TOO_MANY) return this.#digest(record);
    const { group, tenant } = owner === NO_OWNER ? NO_SUBJECT : this.#owners[owner]!;
    return {
      subject: {
        event: EVENT_NAMES[block.words[at * 4]! - 1] ?? null,
        state: GROUP_STATE_NAMES[block.words[at * 4 + 1]! - 1] ?? null,
        dialMode: DIAL_MODE_NAMES[block.words[at * 4 + 2]! - 1] ?? null,
        group,
        tenant,
      },
      problem: PROBLEM_WORDS[(last & ~(KNOWN | NOTIFICATION)) - 1] ?? null,
      isNotification: (last & NOTIFICATION) !== 0,
    };
  }

  #digest({ content }: ReceivedRecord): Digest {
    return {
      subject: content.kind === 'object' ? this.#read(content.value) : NO_SUBJECT,
      problem: content.kind === 'unusable' ? content.problem : null,
      isNotification: isNotification({ content }),
    };
  }

  #ownerOf(group: string | null, tenant: string | null): number {
    const key = JSON.stringify([group, tenant]);
    const known = this.#ownerIndex.get(key);
    if (known !== undefined) return known;
    if (this.#owners.length >= MOST_OWNERS) return TOO_MANY;
    this.#ownerIndex.set(key, this.#owners.length);
    return this.#owners.push({ group, tenant }) - 1;
  }
}

import type { CaseResult, Finding, FindingKind } from './result.ts';

const GRAVEST_FIRST: readonly Finding['weight'][] = ['failed', 'not judged', 'tolerated'];

/** So many are told one by one; of the others it is told how many there are. */
const MOST = 20;

/** The findings of a case: what is said of several requests in the same words is one finding. */
export class FindingList {
  readonly #findings = new Map<string, Finding>();
  #more = 0;
  #gravestOfMore: Finding['weight'] | null = null;

  /**
   * @param times how many requests it is about; default: 1 where it is about one, else none in particular
   * @param like what makes findings of a kind one, which is then told in the words of the first; default: the message
   */
  add(
    kind: FindingKind,
    weight: Finding['weight'],
    message: string,
    first?: NonNullable<Finding['first']>,
    times = first === undefined ? 0 : 1,
    like = message,
  ): void {
    const key = `${kind}\n${like}`;
    const known = this.#findings.get(key);
    if (known !== undefined) this.#findings.set(key, { ...known, times: known.times + times });
    else if (this.#findings.size < MOST)
      this.#findings.set(key, { kind, weight, message, times, first: first ?? null });
    else {
      this.#more += 1;
      if (this.#gravestOfMore === null || rank(weight) < rank(this.#gravestOfMore))
        this.#gravestOfMore = weight;
    }
  }

  /** The gravest first, else as they came. */
  get list(): CaseResult['findings'] {
    const all = [...this.#findings.values()];
    if (this.#gravestOfMore !== null)
      all.push({
        kind: 'more',
        weight: this.#gravestOfMore,
        message: `and ${this.#more} more of other kinds`,
        times: 0,
        first: null,
      });
    return all.sort((a, b) => rank(a.weight) - rank(b.weight));
  }
}

function rank(weight: Finding['weight']): number {
  return GRAVEST_FIRST.indexOf(weight);
}

/** So many groups are told apart; further ones go by their names alone. */
const MOST_GROUPS = 5_000;

/** A campaign group as it is told apart from all others. */
export interface GroupLabel {
  /** Its name, or `TENANT/NAME` where a group of another tenant has that name already. */
  readonly label: string;
  readonly name: string;
  /** Contact Center ID; null as long as no body has told it. */
  readonly tenant: string | null;
}

/**
 * Tells campaign groups apart by tenant and name. A body without a tenant is about the only group of that name, if there is just one;
 * so the same group is meant whether a body names its tenant or not. Labels stay as they are, whatever comes later.
 */
export class GroupLabels {
  readonly #byName = new Map<string, { label: string; name: string; tenant: string | null }[]>();
  #count = 0;

  of(name: string, tenant: string | null): GroupLabel {
    const same = this.#byName.get(name) ?? [];
    const known = same.find((each) => each.tenant === tenant);
    if (known !== undefined) return known;
    const [only] = same;
    if (only !== undefined && same.length === 1) {
      if (tenant === null) return only;
      if (only.tenant === null) {
        only.tenant = tenant;
        return only;
      }
    }
    const label = same.length === 0 ? name : `${tenant ?? ''}/${name}`;
    const made = { label, name, tenant };
    if (this.#count >= MOST_GROUPS) return made;
    this.#count += 1;
    if (same.length === 0) this.#byName.set(name, [made]);
    else same.push(made);
    return made;
  }

  /** Forgets all of them. */
  clear(): void {
    this.#byName.clear();
    this.#count = 0;
  }
}

/** By what a group may be selected besides its label: its name, which may be several groups', and `TENANT/NAME`. */
export function groupNamesOf(name: string, tenant: string | null): readonly string[] {
  return tenant === null ? [name] : [name, `${tenant}/${name}`];
}

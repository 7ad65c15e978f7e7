import { effectiveOption, type OptionScopes, type Sections } from '../campaign/option-lookup.ts';
import type { OptionName, OptionValue } from '../campaign/options.ts';
import { RECEIVER_PLACEHOLDER } from '../scenario/reuse/variables.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { OptionScope } from '../scenario/stage.ts';
import type { SendingOptions } from '../sender/notifier.ts';
import type { Target } from '../target/target.ts';

/** The options of a run as they are now, on every application and group. */
export class OptionStore {
  readonly #applicationOf: ReadonlyMap<string, string>;
  readonly #applications: Map<string, Sections>;
  readonly #groups: Map<string, Sections>;
  /** Where notifications go while no option says otherwise; also what `${receiver}` stands for. */
  readonly #receiverUrl: string;
  /** What it wants instead of the options of that meaning. */
  readonly #target: Target | null;
  readonly #cache = new Map<string, SendingOptions>();

  constructor(scenario: Scenario, receiverUrl: string, target: Target | null = null) {
    this.#receiverUrl = receiverUrl;
    this.#target = target;
    this.#applicationOf = new Map(scenario.groups.map((group) => [group.settings.label, group.application]));
    this.#applications = new Map(scenario.applications.map((each) => [each.name, each.sections]));
    this.#groups = new Map(scenario.groups.map((group) => [group.settings.label, group.sections]));
  }

  set(scope: OptionScope, values: ReadonlyMap<OptionName, OptionValue>): void {
    this.#change(scope, (section) => {
      for (const [name, value] of values) section.set(name, value);
    });
  }

  unset(scope: OptionScope, names: readonly OptionName[]): void {
    this.#change(scope, (section) => {
      for (const name of names) section.delete(name);
    });
  }

  intervalSeconds(group: string): number {
    return effectiveOption(this.#scopesOf(group), 'campaigngroup-states-interval').value;
  }

  /** What the sender needs to know of a group's options; the same object while nothing changes. */
  sending(group: string): SendingOptions {
    const cached = this.#cache.get(group);
    if (cached !== undefined) return cached;
    const scopes = this.#scopesOf(group);
    const enabled = effectiveOption(scopes, 'send-campaigngroup-states');
    const uri = effectiveOption(scopes, 'campaigngroup-states-uri');
    const options: SendingOptions = {
      application: scopes.applicationName,
      enabled: enabled.value,
      enabledWhere: enabled.where,
      uri: uri.value?.replaceAll(RECEIVER_PLACEHOLDER, this.#receiverUrl) ?? null,
      poolSize: this.#target?.poolSize ?? effectiveOption(scopes, 'http-connection-pool-size').value,
      responseTimeoutSeconds:
        this.#target?.responseTimeoutSeconds ?? effectiveOption(scopes, 'http-response-timeout').value,
      proxy: this.#target?.proxy ?? effectiveOption(scopes, 'http-proxy').value,
      headers: Object.fromEntries(effectiveOption(scopes, 'http-custom-headers').value),
    };
    this.#cache.set(group, options);
    return options;
  }

  #scopesOf(group: string): OptionScopes {
    const applicationName = this.#applicationOf.get(group)!;
    return {
      applicationName,
      group: this.#groups.get(group)!,
      application: this.#applications.get(applicationName)!,
    };
  }

  #change(scope: OptionScope, edit: (section: Map<OptionName, OptionValue>) => void): void {
    const objects = scope.groups.length > 0 ? this.#groups : this.#applications;
    for (const name of scope.groups.length > 0 ? scope.groups : scope.applications) {
      const sections = new Map(objects.get(name));
      const section = new Map(sections.get(scope.section));
      edit(section);
      objects.set(name, sections.set(scope.section, section));
    }
    this.#cache.clear();
  }
}

/**
 * The scenario with the receiver's address where no application says where to send: so it need not be written in every file.
 *
 * @param path on the receiver, without the slash before it
 */
export function withReceiverUri(scenario: Scenario, path: string): Scenario {
  const given = [...scenario.applications, ...scenario.groups].some(({ sections }) =>
    [...sections.values()].some((options) => options.has('campaigngroup-states-uri')),
  );
  if (given) return scenario;
  return {
    ...scenario,
    applications: scenario.applications.map((application) => {
      const options = new Map(application.sections.get('OCServer'));
      options.set('campaigngroup-states-uri', `${RECEIVER_PLACEHOLDER}${path}`);
      return { ...application, sections: new Map(application.sections).set('OCServer', options) };
    }),
  };
}

// Generated from the shapes of the scenario language by test/support/generate.ts: npm run generate. Do not edit.

/** A variable, such as ${rate}, in place of a value. */
export type ScenarioVariable = `\${${string}}`;

/** A scenario as an object, with all that a scenario file can say. */
export interface ScenarioDocument {
  /**
   * what the scenario shows, in a few words
   * @example "Full life cycle"
   */
  readonly name: string;
  /**
   * more about it, for people
   * @example "One campaign group through its whole life."
   */
  readonly about?: string;
  /**
   * which release of OCS is played
   * @default "8.1.5-draft"
   * @example "8.1.517"
   */
  readonly release?: ScenarioRelease;
  /**
   * a site's contract file, relative to this file
   * @example "contracts/example-bank.yaml"
   */
  readonly contract?: string;
  /**
   * how time passes: virtual (the default), real, or a speed such as 60x
   * @default "virtual"
   * @example "60x"
   */
  readonly clock?: string;
  /**
   * when campaign time begins; 2026-01-01T00:00:00Z by default, so that runs repeat
   * @default "2026-01-01T00:00:00Z"
   * @example "2026-01-01T08:00:00Z"
   */
  readonly epoch?: string;
  /**
   * seed of all chance: same seed, same bytes
   * @default 1
   * @example 7
   */
  readonly seed?: number | ScenarioVariable;
  /**
   * words by which scenarios are chosen: run --tag faults, run --tag "!slow"
   * @example ["slow"]
   */
  readonly tags?: readonly string[] | ScenarioVariable;
  /**
   * why it is not played for now; it is reported as skipped, with this reason
   * @example "the gateway cannot do this yet"
   */
  readonly skip?: string;
  /**
   * pieces that lie beneath this file, which comes before what they say; of several the later ones come before the earlier
   * @example "pieces/options.yaml"
   */
  readonly include?: string | readonly string[];
  /**
   * values that ${name} stands for in the rest of the file: a plain value, or default, oneOf and about
   * @example {"interval":10}
   */
  readonly variables?: { readonly [name: string]: string | number | boolean | null | {
    /**
     * its value unless something else is said; without it, something must be said
     * @example "Predict"
     */
    readonly default?: string | number | boolean | null | readonly unknown[] | object;
    /**
     * the values that it may have
     * @example ["Predict","Progress"]
     */
    readonly oneOf?: readonly (string | number | boolean | null)[] | ScenarioVariable;
    /**
     * what it is, for people
     * @example "how the group dials"
     */
    readonly about?: string;
  } };
  /**
   * variables with several values each: every combination is a case of its own
   * @example {"mode":["Predict","Progress"]}
   */
  readonly matrix?: {
    /**
     * combinations that are left out: keys to names of values; a key that is not there may have any
     * @example [{"mode":"Predict","release":"8.1.512"}]
     */
    readonly exclude?: readonly ({ readonly [name: string]: string | number | boolean | null } | ScenarioVariable)[] | ScenarioVariable;
  } & { readonly [name: string]: readonly ({ readonly [name: string]: string | number | boolean | null } | ScenarioVariable)[] | ScenarioVariable | readonly (string | number | boolean | null)[] | { readonly [name: string]: string | number | boolean | null | readonly unknown[] | object } | ScenarioVariable };
  /**
   * the one tenant; made up by default
   * @example {"customerName":"Example Bank"}
   */
  readonly tenant?: {
    /**
     * its name, the option customer_name of the tenant's section devops; default: not set, which OCS reports as the literal undefined
     *
     * documented: OU/latest/Dep/AutoCGStatus
     * @example "Example Bank"
     */
    readonly customerName?: string;
    /**
     * its Contact Center ID; made up by default
     *
     * documented: OU/latest/Dep/AutoCGStatus
     * @example "ccid-0001"
     */
    readonly ccid?: string;
  } | ScenarioVariable;
  /**
   * several tenants, by the names that groups refer to
   * @example {"bank":{"customerName":"Example Bank"}}
   */
  readonly tenants?: { readonly [name: string]: {
    /**
     * its name, the option customer_name of the tenant's section devops; default: not set, which OCS reports as the literal undefined
     *
     * documented: OU/latest/Dep/AutoCGStatus
     * @example "Example Bank"
     */
    readonly customerName?: string;
    /**
     * its Contact Center ID; made up by default
     *
     * documented: OU/latest/Dep/AutoCGStatus
     * @example "ccid-0001"
     */
    readonly ccid?: string;
  } | ScenarioVariable } | ScenarioVariable;
  /**
   * the one OCS application
   * @example {"options":{"send-campaigngroup-states":true}}
   */
  readonly ocs?: {
    /**
     * the name of the OCS application, which is that of the first section that options are looked up in
     *
     * documented: OU/latest/Dep/SectionNames
     * @default "OCServer_1"
     * @example "OCServer_1"
     */
    readonly name?: string;
    /**
     * options in the section OCServer of the application
     * @example {"send-campaigngroup-states":true}
     */
    readonly options?: ScenarioOptions | ScenarioVariable;
    /**
     * options in sections of other names
     * @example {"default":{"campaigngroup-states-interval":30}}
     */
    readonly sections?: { readonly [name: string]: ScenarioOptions | ScenarioVariable } | ScenarioVariable;
  } | ScenarioVariable;
  /**
   * several OCS applications, by their names
   * @example {"OCServer_1":{"options":{"campaigngroup-states-interval":10}}}
   */
  readonly applications?: { readonly [name: string]: {
    /**
     * options in the section OCServer of the application
     * @example {"send-campaigngroup-states":true}
     */
    readonly options?: ScenarioOptions | ScenarioVariable;
    /**
     * options in sections of other names
     * @example {"default":{"campaigngroup-states-interval":30}}
     */
    readonly sections?: { readonly [name: string]: ScenarioOptions | ScenarioVariable } | ScenarioVariable;
  } | ScenarioVariable } | ScenarioVariable;
  /**
   * the embedded receiver
   * @example {"answerAs":"plain"}
   */
  readonly receiver?: {
    /**
     * what it answers as where no rule applies: plain (any POST is fine), elasticsearch, elasticsearch-7, opensearch
     * @example "plain"
     */
    readonly answerAs?: 'plain' | 'elasticsearch' | 'elasticsearch-7' | 'opensearch' | ScenarioVariable | {
      /**
       * which one is played
       * @example "elasticsearch"
       */
      readonly as: 'elasticsearch' | 'elasticsearch-7' | 'opensearch' | ScenarioVariable;
      /**
       * indices that are there from the start, each with its mapping
       * @example {"states":{"properties":{"GSW_DIAL_MODE":{"type":"keyword"}}}}
       */
      readonly indices?: { readonly [name: string]: unknown } | ScenarioVariable;
    };
    /**
     * rules for its answers from the start on
     * @example [{"event":"periodic","nth":3,"status":503}]
     */
    readonly reply?: ScenarioReply;
  } | ScenarioVariable;
  /**
   * an external system that takes the notifications instead of the embedded receiver; --target lies over it
   * @example {"url":"http://127.0.0.1:9200/states/_doc"}
   */
  readonly target?: {
    /**
     * http: where POSTs go; elasticsearch, opensearch: the address of the cluster
     * @example "https://states.example/ingest"
     */
    readonly url: string;
    /**
     * http (the default): POSTs go to the URL; elasticsearch or opensearch: to an index of the cluster, which is read back
     * @default "http"
     * @example "elasticsearch"
     */
    readonly kind?: 'http' | 'elasticsearch' | 'opensearch' | ScenarioVariable;
    /**
     * elasticsearch, opensearch: the index, by its name or in more detail
     * @example "ocs-states-{run}"
     */
    readonly index?: string | {
      /**
       * its name; {run} stands for a word of the run; ocs-sim-{run} by default
       * @default "ocs-sim-{run}"
       * @example "ocs-states-{run}"
       */
      readonly name?: string;
      /**
       * contract (the default): made before the run, with the mapping derived from the contract; dynamic: left to the first document, as behind a real OCS
       * @default "contract"
       * @example "dynamic"
       */
      readonly mapping?: 'contract' | 'dynamic' | ScenarioVariable;
      /**
       * whether the run's own index, with {run} in its name, stays there afterwards; true by default; any other always does
       * @default true
       * @example false
       */
      readonly keep?: boolean | ScenarioVariable;
    };
    /**
     * credentials, from the environment or a file
     * @example {"basic":{"user":"ocs","password":{"env":"TARGET_PASSWORD"}}}
     */
    readonly auth?: {
      /**
       * a user with a password
       * @example {"user":"ocs","password":{"env":"TARGET_PASSWORD"}}
       */
      readonly basic?: {
        /**
         * the name of the user
         * @example "ocs"
         */
        readonly user: string;
        /**
         * the password, from the environment or a file
         * @example {"env":"TARGET_PASSWORD"}
         */
        readonly password: {
          /**
           * the environment variable that holds it
           * @example "TARGET_TOKEN"
           */
          readonly env?: string;
          /**
           * the file that holds it, relative to this file
           * @example "secrets/token"
           */
          readonly file?: string;
        } | ScenarioVariable;
      } | ScenarioVariable;
      /**
       * a token, from the environment or a file
       * @example {"env":"TARGET_TOKEN"}
       */
      readonly bearer?: {
        /**
         * the environment variable that holds it
         * @example "TARGET_TOKEN"
         */
        readonly env?: string;
        /**
         * the file that holds it, relative to this file
         * @example "secrets/token"
         */
        readonly file?: string;
      } | ScenarioVariable;
    } | ScenarioVariable;
    /**
     * headers of every request, beside those of http-custom-headers
     * @example {"X-Tenant":"bank","X-Api-Key":{"env":"API_KEY"}}
     */
    readonly headers?: { readonly [name: string]: string | {
      /**
       * the environment variable that holds it
       * @example "TARGET_TOKEN"
       */
      readonly env?: string;
      /**
       * the file that holds it, relative to this file
       * @example "secrets/token"
       */
      readonly file?: string;
    } } | ScenarioVariable;
    /**
     * certificates for https
     * @example {"ca":"ca.pem"}
     */
    readonly tls?: {
      /**
       * authorities to trust instead of those of the system, a PEM file
       * @example "ca.pem"
       */
      readonly ca?: string;
      /**
       * the client's own certificate, a PEM file
       * @example "client.pem"
       */
      readonly cert?: string;
      /**
       * its private key, a PEM file
       * @example "client-key.pem"
       */
      readonly key?: string;
      /**
       * of the key, where it is encrypted
       * @example {"env":"KEY_PASSPHRASE"}
       */
      readonly passphrase?: {
        /**
         * the environment variable that holds it
         * @example "TARGET_TOKEN"
         */
        readonly env?: string;
        /**
         * the file that holds it, relative to this file
         * @example "secrets/token"
         */
        readonly file?: string;
      } | ScenarioVariable;
    } | ScenarioVariable;
    /**
     * a tunnelling proxy for https, whatever http-proxy says
     * @example "http://proxy.example:3128"
     */
    readonly proxy?: string | {
      /**
       * its address
       * @example "http://proxy.example:3128"
       */
      readonly url: string;
      /**
       * the name of the user, if it wants one
       * @example "ocs"
       */
      readonly user?: string;
      /**
       * the password, from the environment or a file
       * @example {"env":"PROXY_PASSWORD"}
       */
      readonly password?: {
        /**
         * the environment variable that holds it
         * @example "TARGET_TOKEN"
         */
        readonly env?: string;
        /**
         * the file that holds it, relative to this file
         * @example "secrets/token"
         */
        readonly file?: string;
      } | ScenarioVariable;
    };
    /**
     * connections at most, whatever http-connection-pool-size says
     * @example 8
     */
    readonly poolSize?: number | ScenarioVariable;
    /**
     * how long an answer may take, whatever http-response-timeout says
     * @example "10s"
     */
    readonly responseTimeout?: string | 0;
    /**
     * http: how to ask afterwards what the target keeps
     * @example {"query":{"url":"https://states.example/all?from={from}&size={size}"}}
     */
    readonly readBack?: {
      /**
       * an HTTP query
       * @example {"url":"https://states.example/all?from={from}&size={size}"}
       */
      readonly query: {
        /**
         * where, asked by GET; {from} and {size} stand for the first item of a page, from 0, and its length
         * @example "https://states.example/all?from={from}&size={size}"
         */
        readonly url: string;
        /**
         * where the items are in the answer, a JSON path; $, the default, for an answer that is the list
         * @default "$"
         * @example "$.items"
         */
        readonly items?: string;
        /**
         * where the notification is in an item, a JSON path; $, the default, for the item itself
         * @default "$"
         * @example "$._source"
         */
        readonly body?: string;
        /**
         * items of a page; 1000 by default
         * @default 1000
         * @example 500
         */
        readonly pageSize?: number | ScenarioVariable;
        /**
         * how long to ask again until as many are there as were answered; 10s by default
         * @default "10s"
         * @example "30s"
         */
        readonly within?: string | 0;
      } | ScenarioVariable;
    } | {
      /**
       * a program and its arguments, without a shell; it prints one JSON object a line
       * @example ["psql","-At","-c","select body from states"]
       */
      readonly command: readonly string[] | ScenarioVariable;
      /**
       * where the notification is in an item, a JSON path; $, the default, for the item itself
       * @default "$"
       * @example "$._source"
       */
      readonly body?: string;
      /**
       * how long to ask again until as many are there as were answered; 10s by default
       * @default "10s"
       * @example "30s"
       */
      readonly within?: string | 0;
    } | ScenarioVariable;
    /**
     * fields that the target adds to each document by itself, as an ingest pipeline does: they do not count as altered
     * @example ["@timestamp","ingest.pipeline"]
     */
    readonly addedFields?: readonly string[] | ScenarioVariable;
  } | ScenarioVariable;
  /**
   * the campaign groups, by the names that steps refer to; here or in a piece
   * @example {"spring":{"campaign":"Spring"}}
   */
  readonly groups?: { readonly [name: string]: {
    /**
     * that many groups: named NAME-1, NAME-2, …, with ${n} for the number in any value
     * @example 50
     */
    readonly count?: number | ScenarioVariable;
    /**
     * the tenant; default: the first
     * @example "bank"
     */
    readonly tenant?: string;
    /**
     * the OCS application that runs it; default: the first
     * @example "OCServer_1"
     */
    readonly application?: string;
    /**
     * the campaign group; campaign@agentGroup by default
     *
     * documented: Stat Server's names of campaign groups
     * @example "Spring@Agents East"
     */
    readonly name?: string;
    /**
     * the campaign; made up by default; null: not in the configuration
     * @example "Spring"
     */
    readonly campaign?: string | null;
    /**
     * the campaign template; none by default
     * @example "Quarterly"
     */
    readonly template?: string;
    /**
     * the agent or place group; made up by default
     * @example "Agents East"
     */
    readonly agentGroup?: string;
    /**
     * the Voice Transfer Destination DN; made up by default
     *
     * documented: OU/latest/Dep/AutoCGStatus
     * @example "VTD_East"
     */
    readonly queue?: string;
    /**
     * calling lists with their records; default: one made-up list of 10000
     * @example {"East":12000,"West":8000}
     */
    readonly callingLists?: { readonly [name: string]: number | ScenarioVariable | {
      /**
       * ready records at the first load
       * @default 10000
       * @example 12000
       */
      readonly records?: number | ScenarioVariable;
      /**
       * its identifier in the configuration database; made up by default
       * @example 101
       */
      readonly dbid?: number | ScenarioVariable;
      /**
       * share of dial attempts that a live party answers; default: the group's
       * @example "30%"
       */
      readonly answerRate?: number | string;
      /**
       * fixed values or series instead of the model
       * @example {"hitRatio":0.3}
       */
      readonly statistics?: {
        /**
         * live answers divided by dial attempts
         *
         * inferred: the attribute GSW_STAT_HIT_RATIO
         * @example [null,0.28,0.31]
         */
        readonly hitRatio?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
        /**
         * ready records divided by processing speed, in seconds
         *
         * documented: Stat Server, and the attribute GSW_STAT_TIME_TO_COMPLETE
         * @example 600
         */
        readonly timeToComplete?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
      } | ScenarioVariable;
    } } | ScenarioVariable;
    /**
     * agents logged in; 30 by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default 30
     * @example 40
     */
    readonly agents?: number | ScenarioVariable;
    /**
     * share of dial attempts that a live party answers; 30% by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default 0.3
     * @example "25%"
     */
    readonly answerRate?: number | string;
    /**
     * mean time from dialing to a result; 20s by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default "20s"
     * @example "15s"
     */
    readonly ringTime?: string | 0;
    /**
     * mean talk time; 3m by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default "3m"
     * @example "2m30s"
     */
    readonly talkTime?: string | 0;
    /**
     * wrap-up after each talk; 30s by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default "30s"
     * @example "20s"
     */
    readonly wrapUpTime?: string | 0;
    /**
     * how long an agent looks at a record before it is dialed, in preview modes; 20s by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default "20s"
     * @example "10s"
     */
    readonly previewTime?: string | 0;
    /**
     * how long a live party waits for an agent before it is lost; 2s by default
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default "2s"
     * @example "3s"
     */
    readonly patience?: string | 0;
    /**
     * attempts kept ringing for each free agent in power modes
     *
     * assumed: the default, as a mid-sized outbound team would have it
     * @default 3
     * @example 2.5
     */
    readonly powerLines?: number | ScenarioVariable;
    /**
     * attempts that must have completed before a predictive mode predicts
     *
     * documented: history_length, OU/latest/Dep/DialingModes; its default is assumed
     * @default 100
     * @example 50
     */
    readonly historyLength?: number | ScenarioVariable;
    /**
     * the configured method; BusyFactor by default
     *
     * documented: a configuration default
     * @default "BusyFactor"
     * @example "OverdialRate"
     */
    readonly optimizeBy?: ScenarioOptimizationMethod;
    /**
     * the configured goal; 80 by default
     *
     * documented: an example in the configuration
     * @default 80
     * @example 85
     */
    readonly goal?: number | ScenarioVariable;
    /**
     * fixed values or series instead of the model
     * @example {"busyFactor":0.85,"overdialRate":[null,0.01,0.02]}
     */
    readonly statistics?: {
      /**
       * share of the agents' time spent on calls of this group
       *
       * inferred: the attribute GSW_STAT_BUSY_FACTOR
       * @example 0.85
       */
      readonly busyFactor?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
      /**
       * live answers divided by dial attempts
       *
       * inferred: the attribute GSW_STAT_HIT_RATIO
       * @example [null,0.28,0.31]
       */
      readonly hitRatio?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
      /**
       * ready records divided by processing speed, in seconds
       *
       * documented: Stat Server, and the attribute GSW_STAT_TIME_TO_COMPLETE
       * @example 600
       */
      readonly timeToComplete?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
      /**
       * abandoned and dropped calls divided by live answers
       *
       * documented: a practitioner's statement
       * @example 0.02
       */
      readonly overdialRate?: number | ScenarioVariable | null | readonly (number | ScenarioVariable | null)[];
    } | ScenarioVariable;
    /**
     * options on the campaign group's own annex, in its section OCServer
     * @example {"campaigngroup-states-interval":30}
     */
    readonly options?: ScenarioOptions | ScenarioVariable;
    /**
     * options on the campaign group in sections of other names
     * @example {"default":{"campaigngroup-states-interval":30}}
     */
    readonly sections?: { readonly [name: string]: ScenarioOptions | ScenarioVariable } | ScenarioVariable;
  } | null | ScenarioVariable };
  /**
   * what happens, one step after another
   * @example [{"load":"spring"},{"wait":"1m"},{"unload":"spring"}]
   */
  readonly steps: readonly (ScenarioStep | ScenarioVariable)[];
  /**
   * what must hold of the whole run; a scenario without any expectation is never passed
   * @example [{"fieldSets":"all"},{"attempts":"exactly one"},{"lost":"none"}]
   */
  readonly expect?: readonly (ScenarioExpectation | ScenarioVariable)[];
}

/** Count, wherever one may stand. */
export type ScenarioCount = 'none' | number | ScenarioVariable | {
  /**
   * this many, neither more nor fewer
   * @example 24
   */
  readonly exactly?: number | ScenarioVariable;
  /**
   * this many or more
   * @example 1
   */
  readonly atLeast?: number | ScenarioVariable;
  /**
   * this many or fewer
   * @example 3
   */
  readonly atMost?: number | ScenarioVariable;
};

/** DialMode, wherever one may stand. */
export type ScenarioDialMode = 'NoDialMode' | 'Predict' | 'Progress' | 'Preview' | 'ProgressAndSeize' | 'PredictAndSeize' | 'Power' | 'PowerAndSeize' | 'PushPreview' | 'ProgressGVP' | 'PredictGVP' | 'PowerGVP' | ScenarioVariable;

/** Event, wherever one may stand. */
export type ScenarioEvent = 'loaded' | 'started' | 'stopped' | 'unloaded' | 'unloaded forcefully' | 'dial mode changed' | 'general info' | 'periodic' | ScenarioVariable;

/** Expectation, wherever one may stand. */
export type ScenarioExpectation = {
  /**
   * events that each group shows in this order; others may come between
   * @example ["loaded","started","stopped","unloaded"]
   */
  readonly order: readonly ScenarioEvent[] | ScenarioVariable;
  /**
   * true: no other state change comes before, between or after
   * @default false
   * @example true
   */
  readonly strict?: boolean | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * the time from one notification to the next of the same group
   * @example "10s"
   */
  readonly every: string | 0;
  /**
   * which event it is about; periodic by default
   * @example "started"
   */
  readonly event?: ScenarioEvent;
  /**
   * how much the time may be off; 200ms by default
   * @default "200ms"
   * @example "500ms"
   */
  readonly tolerance?: string | 0;
  /**
   * the time from the after event to the first one; by default up to one interval
   * @example "10s"
   */
  readonly first?: string | 0;
  /**
   * the event, or events, with which it begins; loaded by default
   * @example "started"
   */
  readonly after?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * the event, or events, after which none may come; unloaded, forcefully or not, by default
   * @example "started"
   */
  readonly noneAfter?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * every body carries exactly the contract's fields for its release, event and state
   * @example "all"
   */
  readonly fieldSets: 'all' | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * nothing was sent twice, whatever the receiver answered
   * @example "exactly one"
   */
  readonly attempts: 'exactly one' | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * how many notifications were sent and not taken with a 2xx answer
   * @example "none"
   */
  readonly lost: ScenarioCount;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * how many notifications were due and never sent
   * @example "none"
   */
  readonly notSent: ScenarioCount;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * how many notifications ended so: answered, answered 503, answered 5xx, refused, reset, timed out, failed, not attempted
   * @example {"refused":1,"answered 503":{"atMost":3}}
   */
  readonly outcome: { readonly [name: string]: ScenarioCount } | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * how many notifications came to each end: stored, altered, duplicated, rejected, gone, …
   * @example {"gone":"none","stored":{"atLeast":1}}
   */
  readonly ledger: ScenarioLedger | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * how many notifications arrive: a number, none, or exactly, atLeast, atMost
   * @example 24
   */
  readonly count: ScenarioCount;
  /**
   * count only those whose attributes meet this
   * @example {"GSW_DIAL_MODE":"Progress"}
   */
  readonly where?: ScenarioFields | ScenarioVariable;
  /**
   * true: so many of each group; false: so many altogether
   * @default false
   * @example true
   */
  readonly perGroup?: boolean | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
} | {
  /**
   * attributes by wire name, each with the value or the demands that it must meet
   * @example {"GSW_DIAL_MODE":"Progress"}
   */
  readonly fields: ScenarioFields | ScenarioVariable;
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only from this campaign time on (the instant itself counts)
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this campaign time (the instant itself does not count)
   * @example "5m"
   */
  readonly until?: string | 0;
};

/** Fields, wherever one may stand. */
export type ScenarioFields = {
  /**
   * the Environment tenant's annex, section devops, option customer_name; the literal undefined if that is not set (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "Acme"
   */
  readonly GSW_TENANT_NAME?: ScenarioMatcher;
  /**
   * Contact Center ID (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "1f6e2c3a-8a55-4f0e-9d7c-2b1f0a9c4d11"
   */
  readonly GSW_TENANT_CCID?: ScenarioMatcher;
  /**
   * the campaign group, usually campaign@group (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "Spring@Agents East"
   */
  readonly GSW_CAMPAIGN_GROUP_NAME?: ScenarioMatcher;
  /**
   * names one session from load to unload, fresh at each load (what it names is assumed) (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "0f1d3c52-6b1e-4f5a-8c0d-7e2a9b4c6d8f"
   */
  readonly GSW_CAMPAIGN_GROUP_GUID?: ScenarioMatcher;
  /**
   * the agent group or place group (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "Agents East"
   */
  readonly GSW_GROUP_NAME?: ScenarioMatcher;
  /**
   * the campaign (string; if present in the configuration)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "Spring"
   */
  readonly GSW_CAMPAIGN_NAME?: ScenarioMatcher;
  /**
   * the campaign template (string; if present in the configuration)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "Spring template"
   */
  readonly GSW_CAMPAIGN_TEMPLATE_NAME?: ScenarioMatcher;
  /**
   * the Voice Transfer Destination DN (string; always)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example "7001@SIP_Switch"
   */
  readonly GSW_QUEUE_NAME?: ScenarioMatcher;
  /**
   * the dial mode, a CfgDialMode value (integer; only while dialing)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example 1
   */
  readonly GSW_DIAL_MODE?: ScenarioMatcher;
  /**
   * what predictive dialing optimizes, a CfgOptimizationMethod value (the page cuts its relevance short: inferred) (integer; in predictive modes, while dialing)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example 1
   */
  readonly GSW_OPTIMIZE_BY?: ScenarioMatcher;
  /**
   * the goal of the optimization (its unit is inferred) (integer, percent for busy factor and overdial rate, seconds for waiting time; in predictive modes, while dialing)
   *
   * documented: OU/latest/Dep/AutoCGStatus
   * @example 85
   */
  readonly GSW_OPTIMIZE_GOAL?: ScenarioMatcher;
  /**
   * share of the agents' logged-in time spent on calls of this group (inferred): 0.85 is 85 % (number, fraction of 1; on periodic messages and on state changes of a dialing group)
   *
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   * @example 0.85
   */
  readonly GSW_STAT_BUSY_FACTOR?: ScenarioMatcher;
  /**
   * live answers divided by dial attempts (inferred): 0.3 is 30 % (number, fraction of 1; on periodic messages and on state changes of a dialing group)
   *
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   * @example 0.3
   */
  readonly GSW_STAT_HIT_RATIO?: ScenarioMatcher;
  /**
   * abandoned and dropped calls divided by calls answered by live parties, since the load: 0.02 is 2 % (number, fraction of 1; on periodic messages and on state changes of a dialing group)
   *
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   * @example 0.02
   */
  readonly GSW_STAT_OVERDIAL_RATE?: ScenarioMatcher;
  /**
   * ready records divided by processing speed (documented for Stat Server): 600 is ten minutes (number, seconds; on periodic messages and on state changes of a dialing group)
   *
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   * @example 600
   */
  readonly GSW_STAT_TIME_TO_COMPLETE?: ScenarioMatcher;
  /**
   * which event this is (string; always)
   *
   * inferred: OCS's notification of the same events to the desktop, where the key is documented
   * @example "CampaignStarted"
   */
  readonly GSW_USER_EVENT?: ScenarioMatcher;
  /**
   * the state of the group after the event (string; always)
   *
   * inferred: two status names in the log text of one of the drafts of April-June 2018
   * @example "CampaignRunning"
   */
  readonly GSW_CAMPAIGN_GROUP_STATE?: ScenarioMatcher;
  /**
   * the text of the general info (string; on general info)
   *
   * assumed: the drafts of April-June 2018 name the event and leave its content unspecified
   * @example "Calling list East is nearly exhausted"
   */
  readonly GSW_INFO?: ScenarioMatcher;
  /**
   * one object for each calling list of the campaign (list; on periodic messages)
   *
   * inferred: OU/latest/Dep/AutoCGStatus reports statistics per calling list without showing their key
   * @example {"length":{"atLeast":1}}
   */
  readonly GSW_CALLING_LISTS?: ScenarioMatcher;
} & { readonly [name: string]: ScenarioMatcher };

/** GroupNames, wherever one may stand. */
export type ScenarioGroupNames = string | readonly string[];

/** GroupState, wherever one may stand. */
export type ScenarioGroupState = 'NotLoaded' | 'WaitingUnload' | 'UnloadInProgress' | 'InActive' | 'Active' | 'Running' | ScenarioVariable;

/** Json, wherever one may stand. */
export type ScenarioJson = string | number | boolean | null | readonly ScenarioJson[] | { readonly [name: string]: ScenarioJson };

/** Matcher, wherever one may stand. */
export type ScenarioMatcher = string | number | boolean | null | readonly unknown[] | {
  /**
   * this very value, or this word of its enumeration
   * @example "Progress"
   */
  readonly equals?: unknown;
  /**
   * any value but this one
   * @example "NoDialMode"
   */
  readonly not?: unknown;
  /**
   * one of these values
   * @example ["Predict","Progress"]
   */
  readonly oneOf?: readonly unknown[] | ScenarioVariable;
  /**
   * this number or a greater one
   * @example 1
   */
  readonly atLeast?: number | ScenarioVariable;
  /**
   * this number or a smaller one
   * @example 1
   */
  readonly atMost?: number | ScenarioVariable;
  /**
   * a greater number than this
   * @example 1
   */
  readonly above?: number | ScenarioVariable;
  /**
   * a smaller number than this
   * @example 1
   */
  readonly below?: number | ScenarioVariable;
  /**
   * a number from the first to the second, both included
   * @example [0.2,0.4]
   */
  readonly between?: readonly (number | ScenarioVariable)[] | ScenarioVariable;
  /**
   * a number no further from value than within
   * @example {"value":1,"within":1}
   */
  readonly near?: {
    /**
     * the number to be near to
     * @example 1
     */
    readonly value: number | ScenarioVariable;
    /**
     * how far from it is still near; the end counts
     * @example 1
     */
    readonly within: number | ScenarioVariable;
  } | ScenarioVariable;
  /**
   * a text in which this regular expression is found, in the syntax of RE2: https://github.com/google/re2/wiki/Syntax
   * @example "^Spring@"
   */
  readonly matches?: string;
  /**
   * a value of this JSON type; an integer is a number too
   * @example "string"
   */
  readonly type?: 'string' | 'integer' | 'number' | 'boolean' | 'null' | 'list' | 'object' | ScenarioVariable | null;
  /**
   * true: null; false: anything but null
   * @example true
   */
  readonly null?: boolean | ScenarioVariable;
  /**
   * true: as the contract writes what is not relevant; false: any other value
   * @example true
   */
  readonly unassigned?: boolean | ScenarioVariable;
  /**
   * true: the key is there, whatever its value
   * @example true
   */
  readonly present?: boolean | ScenarioVariable;
  /**
   * true: the key is not there
   * @example true
   */
  readonly absent?: boolean | ScenarioVariable;
  /**
   * so many characters of a text, or items of a list
   * @example {"atLeast":1}
   */
  readonly length?: ScenarioCount;
  /**
   * every item of a list of objects carries these; there must be an item
   * @example {"GSW_STAT_HIT_RATIO":{"between":[0.2,0.4]}}
   */
  readonly each?: ScenarioFields | ScenarioVariable;
  /**
   * at least one item of a list of objects carries these
   * @example {"GSW_CALLING_LIST":"East"}
   */
  readonly some?: ScenarioFields | ScenarioVariable;
};

/** OptimizationMethod, wherever one may stand. */
export type ScenarioOptimizationMethod = 'NoOptimizationMethod' | 'BusyFactor' | 'OverdialRate' | 'WaitTime' | 'DistributionTime' | 'MaximumGain' | ScenarioVariable;

/** Options, wherever one may stand. */
export type ScenarioOptions = {
  /**
   * true enables Campaign Group Status Reporting
   *
   * documented: OU/latest/Dep/AutoCGStatus; default inferred
   * @default false
   * @example true
   */
  readonly 'send-campaigngroup-states'?: boolean | ScenarioVariable;
  /**
   * URI of the external system; without it nothing is sent and the log says why (that it does is assumed)
   *
   * documented: OU/latest/Dep/AutoCGStatus; default documented
   * @example "http://127.0.0.1:9200/states/_doc"
   */
  readonly 'campaigngroup-states-uri'?: string;
  /**
   * time between periodic messages; 0 turns them off (assumed) (seconds)
   *
   * documented: OU/latest/Dep/AutoCGStatus; default documented
   * @default 10
   * @example 30
   */
  readonly 'campaigngroup-states-interval'?: number | ScenarioVariable;
  /**
   * size of the pool of persistent HTTP/1.1 connections (connections)
   *
   * inferred: documented for OCS's sister features that post over HTTP; default assumed
   * @default 4
   * @example 8
   */
  readonly 'http-connection-pool-size'?: number | ScenarioVariable;
  /**
   * how long an answer is waited for; fractions of a second are our addition, for short tests (seconds)
   *
   * inferred: documented for OCS's sister features that post over HTTP; default assumed
   * @default 15
   * @example 0.5
   */
  readonly 'http-response-timeout'?: number | ScenarioVariable;
  /**
   * URI of the tunnelling proxy for HTTPS
   *
   * inferred: documented for OCS's sister features that post over HTTP; default inferred
   * @example "http://proxy.example:3128"
   */
  readonly 'http-proxy'?: string;
  /**
   * extra request headers: a mapping of names to values, or one text "Name: value; Name2: value2" (both forms are ours)
   *
   * inferred: documented for OCS's sister features that post over HTTP; default inferred
   * @example {"X-Api-Key":"for-tests-only"}
   */
  readonly 'http-custom-headers'?: string | { readonly [name: string]: string };
};

/** Release, wherever one may stand. */
export type ScenarioRelease = '8.1.5-draft' | '8.1.512' | '8.1.517' | ScenarioVariable;

/** Reply, wherever one may stand. */
export type ScenarioReply = number | ScenarioVariable | 'default' | 'silence' | 'reset before headers' | 'reset after headers' | 'close before headers' | 'close mid-body' | 'close after answer' | 'garbage' | ScenarioVariable | readonly ({
  /**
   * what records call it; "rule 3" by default
   * @example "busy"
   */
  readonly name?: string;
  /**
   * only requests about this event, or one of these
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only requests about this group, or one of these; * stands for any text (\* for itself), all for any group; TENANT/NAME is that of one tenant
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only requests that report this state of their group, or one of these
   * @example "Running"
   */
  readonly state?: ScenarioGroupState | readonly ScenarioGroupState[];
  /**
   * only the nth request that fits event and group, or these ones
   * @example [3,5]
   */
  readonly nth?: number | ScenarioVariable | readonly (number | ScenarioVariable)[];
  /**
   * each so-manieth request that fits event and group: 3 for the third, the sixth, …
   * @example 3
   */
  readonly every?: number | ScenarioVariable;
  /**
   * only the first so many requests that fit event and group
   * @example 2
   */
  readonly first?: number | ScenarioVariable;
  /**
   * all but the first so many requests that fit event and group
   * @example 1
   */
  readonly after?: number | ScenarioVariable;
  /**
   * this rule answers so many requests, then no more
   * @example 1
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each of them is hit with this chance only, drawn from the seed
   * @example "30%"
   */
  readonly probability?: number | string;
  /**
   * only from this instant on, counted from the start: campaign time within a run
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this instant, counted from the start
   * @example "5m"
   */
  readonly until?: string | 0;
  /**
   * only for so long from the moment when the rule was set: campaign time within a run
   * @example "10s"
   */
  readonly for?: string | 0;
  /**
   * the status of the answer; by default that of an answer as usual
   * @example 503
   */
  readonly status?: number | ScenarioVariable;
  /**
   * headers of the answer; {{…}} is filled in from the request
   * @example {"X-Served-By":"node-1"}
   */
  readonly headers?: { readonly [name: string]: string | number | ScenarioVariable } | ScenarioVariable;
  /**
   * body of the answer: text as it is, a mapping or list as JSON; {{…}} is filled in from the request
   * @example {"ok":false}
   */
  readonly body?: string | readonly ScenarioJson[] | { readonly [name: string]: ScenarioJson };
  /**
   * the Location of a 301, 302, 307 or 308
   * @example "http://127.0.0.1:9/"
   */
  readonly location?: string;
  /**
   * the header Retry-After, in whole seconds
   * @example "10s"
   */
  readonly retryAfter?: string | 0;
  /**
   * how long to wait before answering, in real time: always the same, or drawn from the seed
   * @example {"median":"300ms","atMost":"5s"}
   */
  readonly delay?: string | 0 | ScenarioDelay;
  /**
   * headers at once, and the body slowly, in pieces, over so much real time
   * @example "10s"
   */
  readonly drip?: string | 0 | {
    /**
     * from the headers to the last piece, in real time
     * @example "10s"
     */
    readonly over: string | 0;
    /**
     * in how many pieces the body goes out
     * @default 10
     * @example 1
     */
    readonly pieces?: number | ScenarioVariable;
  };
  /**
   * only the beginning of the body, under headers that are content with it
   * @example "30%"
   */
  readonly truncate?: number | string | {
    /**
     * so many bytes of the body are sent
     * @example 1
     */
    readonly bytes: number | ScenarioVariable;
  };
  /**
   * this part of the answer is no HTTP
   * @example "status line"
   */
  readonly malformed?: 'status line' | 'header' | 'two lengths' | 'chunk size' | ScenarioVariable;
  /**
   * end the connection without a reset (FIN)
   * @example "before headers"
   */
  readonly close?: 'before headers' | 'mid-body' | 'after answer' | ScenarioVariable;
  /**
   * end the connection with a reset (RST)
   * @example "before headers"
   */
  readonly reset?: 'before headers' | 'after headers' | ScenarioVariable;
  /**
   * never answer, and keep the connection open
   * @example true
   */
  readonly silence?: true | ScenarioVariable;
  /**
   * so many random bytes in place of an answer, then the end of the connection
   * @example true
   */
  readonly garbage?: true | ScenarioVariable | number | ScenarioVariable;
  /**
   * end every connection, this one without an answer, and refuse new ones for so much real time
   * @example "10s"
   */
  readonly refuse?: string | 0;
} | ScenarioVariable)[] | {
  /**
   * what records call it; "rule 3" by default
   * @example "busy"
   */
  readonly name?: string;
  /**
   * only requests about this event, or one of these
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * only requests about this group, or one of these; * stands for any text (\* for itself), all for any group; TENANT/NAME is that of one tenant
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only requests that report this state of their group, or one of these
   * @example "Running"
   */
  readonly state?: ScenarioGroupState | readonly ScenarioGroupState[];
  /**
   * only the nth request that fits event and group, or these ones
   * @example [3,5]
   */
  readonly nth?: number | ScenarioVariable | readonly (number | ScenarioVariable)[];
  /**
   * each so-manieth request that fits event and group: 3 for the third, the sixth, …
   * @example 3
   */
  readonly every?: number | ScenarioVariable;
  /**
   * only the first so many requests that fit event and group
   * @example 2
   */
  readonly first?: number | ScenarioVariable;
  /**
   * all but the first so many requests that fit event and group
   * @example 1
   */
  readonly after?: number | ScenarioVariable;
  /**
   * this rule answers so many requests, then no more
   * @example 1
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each of them is hit with this chance only, drawn from the seed
   * @example "30%"
   */
  readonly probability?: number | string;
  /**
   * only from this instant on, counted from the start: campaign time within a run
   * @example "1m"
   */
  readonly from?: string | 0;
  /**
   * only before this instant, counted from the start
   * @example "5m"
   */
  readonly until?: string | 0;
  /**
   * only for so long from the moment when the rule was set: campaign time within a run
   * @example "10s"
   */
  readonly for?: string | 0;
  /**
   * the status of the answer; by default that of an answer as usual
   * @example 503
   */
  readonly status?: number | ScenarioVariable;
  /**
   * headers of the answer; {{…}} is filled in from the request
   * @example {"X-Served-By":"node-1"}
   */
  readonly headers?: { readonly [name: string]: string | number | ScenarioVariable } | ScenarioVariable;
  /**
   * body of the answer: text as it is, a mapping or list as JSON; {{…}} is filled in from the request
   * @example {"ok":false}
   */
  readonly body?: string | readonly ScenarioJson[] | { readonly [name: string]: ScenarioJson };
  /**
   * the Location of a 301, 302, 307 or 308
   * @example "http://127.0.0.1:9/"
   */
  readonly location?: string;
  /**
   * the header Retry-After, in whole seconds
   * @example "10s"
   */
  readonly retryAfter?: string | 0;
  /**
   * how long to wait before answering, in real time: always the same, or drawn from the seed
   * @example {"median":"300ms","atMost":"5s"}
   */
  readonly delay?: string | 0 | ScenarioDelay;
  /**
   * headers at once, and the body slowly, in pieces, over so much real time
   * @example "10s"
   */
  readonly drip?: string | 0 | {
    /**
     * from the headers to the last piece, in real time
     * @example "10s"
     */
    readonly over: string | 0;
    /**
     * in how many pieces the body goes out
     * @default 10
     * @example 1
     */
    readonly pieces?: number | ScenarioVariable;
  };
  /**
   * only the beginning of the body, under headers that are content with it
   * @example "30%"
   */
  readonly truncate?: number | string | {
    /**
     * so many bytes of the body are sent
     * @example 1
     */
    readonly bytes: number | ScenarioVariable;
  };
  /**
   * this part of the answer is no HTTP
   * @example "status line"
   */
  readonly malformed?: 'status line' | 'header' | 'two lengths' | 'chunk size' | ScenarioVariable;
  /**
   * end the connection without a reset (FIN)
   * @example "before headers"
   */
  readonly close?: 'before headers' | 'mid-body' | 'after answer' | ScenarioVariable;
  /**
   * end the connection with a reset (RST)
   * @example "before headers"
   */
  readonly reset?: 'before headers' | 'after headers' | ScenarioVariable;
  /**
   * never answer, and keep the connection open
   * @example true
   */
  readonly silence?: true | ScenarioVariable;
  /**
   * so many random bytes in place of an answer, then the end of the connection
   * @example true
   */
  readonly garbage?: true | ScenarioVariable | number | ScenarioVariable;
  /**
   * end every connection, this one without an answer, and refuse new ones for so much real time
   * @example "10s"
   */
  readonly refuse?: string | 0;
};

/** Step, wherever one may stand. */
export type ScenarioStep = {
  /**
   * loads campaign groups: which groups are loaded
   * @example "spring"
   */
  readonly load: ScenarioGroupNames;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * starts dialing: which groups start to dial
   * @example "spring"
   */
  readonly start: ScenarioGroupNames;
  /**
   * the dial mode
   * @default "Predict"
   * @example "Progress"
   */
  readonly mode?: ScenarioDialMode;
  /**
   * what predictive dialing optimizes; default: as before, at first BusyFactor
   * @example "BusyFactor"
   */
  readonly optimizeBy?: ScenarioOptimizationMethod;
  /**
   * goal of the optimization: percent for BusyFactor and OverdialRate, seconds for WaitTime; default: as before, at first 80
   * @example 85
   */
  readonly goal?: number | ScenarioVariable;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * changes the dial mode while dialing: which groups change their dial mode
   * @example "spring"
   */
  readonly changeMode: ScenarioGroupNames;
  /**
   * the new dial mode
   * @example "Progress"
   */
  readonly to: ScenarioDialMode;
  /**
   * what predictive dialing optimizes; default: as before, at first BusyFactor
   * @example "BusyFactor"
   */
  readonly optimizeBy?: ScenarioOptimizationMethod;
  /**
   * goal of the optimization: percent for BusyFactor and OverdialRate, seconds for WaitTime; default: as before, at first 80
   * @example 85
   */
  readonly goal?: number | ScenarioVariable;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * stops dialing: which groups stop dialing
   * @example "spring"
   */
  readonly stop: ScenarioGroupNames;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * unloads campaign groups; with calls in progress they unload once these have ended: which groups are unloaded
   * @example "spring"
   */
  readonly unload: ScenarioGroupNames;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * unloads campaign groups at once and drops their calls in progress: which groups are unloaded by force
   * @example "spring"
   */
  readonly forceUnload: ScenarioGroupNames;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * makes OCS report general info about campaign groups: which groups the information is about
   * @example "spring"
   */
  readonly info: ScenarioGroupNames;
  /**
   * what the information says
   * @example "List East is nearly empty"
   */
  readonly text: string;
  /**
   * true: the command must be refused, and the run fails if it is not
   * @default false
   * @example true
   */
  readonly refused?: boolean | ScenarioVariable;
} | {
  /**
   * asks for the state of campaign groups (GetCampaignStatus), which reports nothing: which groups are asked
   * @example "spring"
   */
  readonly status: ScenarioGroupNames;
  /**
   * the state they must be in, or the run fails
   * @example "Running"
   */
  readonly is: ScenarioGroupState;
} | {
  /**
   * lets campaign time pass: how long, such as 2m50s
   * @example "2m50s"
   */
  readonly wait: string | 0;
} | {
  /**
   * lets campaign time pass until an instant, or until groups are in a state: a campaign time since the start (one that has passed is no wait), or a group, a state and how long it may take
   * @example "10s"
   */
  readonly waitUntil: string | 0 | ScenarioWaitUntil;
} | {
  /**
   * waits until notifications have arrived, or until the time for them is over: which notifications, how many and within which time
   * @example {"event":"started","within":"1s"}
   */
  readonly expect: ScenarioEvent | ScenarioExpect;
} | {
  /**
   * sets options of OCS while it runs: the options with their new values
   * @example {"campaigngroup-states-interval":30}
   */
  readonly set: ScenarioOptions | ScenarioVariable;
  /**
   * campaign groups whose own options are meant; default: those of the OCS applications
   * @example "spring"
   */
  readonly on?: ScenarioGroupNames;
  /**
   * which OCS applications; default: all
   * @example "OCServer_1"
   */
  readonly application?: string | readonly string[];
  /**
   * the section the options stand in
   * @default "OCServer"
   * @example "default"
   */
  readonly section?: string;
} | {
  /**
   * removes options, so that what stands elsewhere, or the default, is in force again: the options that are removed
   * @example "send-campaigngroup-states"
   */
  readonly unset: 'send-campaigngroup-states' | 'campaigngroup-states-uri' | 'campaigngroup-states-interval' | 'http-connection-pool-size' | 'http-response-timeout' | 'http-proxy' | 'http-custom-headers' | ScenarioVariable | readonly ('send-campaigngroup-states' | 'campaigngroup-states-uri' | 'campaigngroup-states-interval' | 'http-connection-pool-size' | 'http-response-timeout' | 'http-proxy' | 'http-custom-headers' | ScenarioVariable)[];
  /**
   * campaign groups whose own options are meant; default: those of the OCS applications
   * @example "spring"
   */
  readonly on?: ScenarioGroupNames;
  /**
   * which OCS applications; default: all
   * @example "OCServer_1"
   */
  readonly application?: string | readonly string[];
  /**
   * the section the options stand in
   * @default "OCServer"
   * @example "default"
   */
  readonly section?: string;
} | {
  /**
   * changes how the receiver answers from now on: a status or word, a rule, or rules that are tried before those in force; default: answer as usual again
   * @example {"event":"periodic","nth":3,"status":503}
   */
  readonly reply: ScenarioReply;
} | {
  /**
   * takes the receiver down, so that connections are refused, or up again: down: connections are refused and the open ones end; up: it listens again
   * @example "down"
   */
  readonly receiver: 'down' | 'up' | ScenarioVariable;
} | {
  /**
   * puts a fault between sender and target, or takes it away: a fault, in force for every connection from now on, in place of the one before; up: none any more
   * @example "refuse"
   */
  readonly network: 'up' | 'refuse' | 'reset' | 'stall' | 'half-open' | 'close idle' | 'drop answers' | ScenarioVariable | {
    /**
     * new connections are refused, and those that exist are reset
     * @example true
     */
    readonly refuse: true | ScenarioVariable;
  } | ScenarioNetwork | ScenarioNetwork2 | ScenarioNetwork3 | ScenarioNetwork4 | ScenarioNetwork5 | ScenarioNetwork6 | ScenarioNetwork7;
} | {
  /**
   * waits in real time until the target takes connections again: how long it may take, or the run fails; real time, such as 2m
   * @example "2m"
   */
  readonly waitForTarget: string | 0;
} | {
  /**
   * runs steps several times in a row: how often
   * @example 3
   */
  readonly repeat: number | ScenarioVariable;
  /**
   * what is repeated
   * @example [{"wait":"10s"}]
   */
  readonly steps: readonly (ScenarioStep | ScenarioVariable)[] | ScenarioVariable;
} | {
  /**
   * runs lists of steps side by side and goes on when all have ended: two or more lists of steps
   * @example [[{"load":"spring"}],[{"load":"autumn"}]]
   */
  readonly parallel: readonly (readonly (ScenarioStep | ScenarioVariable)[] | ScenarioVariable)[] | ScenarioVariable;
} | {
  /**
   * a piece with steps, which come in the place of this one
   * @example "pieces/load-and-start.yaml"
   */
  readonly include: string;
  /**
   * values for the variables of the piece
   * @example {"group":"spring"}
   */
  readonly with?: { readonly [name: string]: string | number | boolean | null | readonly unknown[] | object } | ScenarioVariable;
};

/** What several places have in common. */
export interface ScenarioLedger {
  /**
   * how many notifications of which each was taken and is kept as it was sent
   * @example "none"
   */
  readonly stored?: ScenarioCount;
  /**
   * how many notifications of which each was answered with 2xx; whether it is kept was not looked at
   * @example "none"
   */
  readonly answered?: ScenarioCount;
  /**
   * how many notifications of which each was due and never sent: the feature was off, or had no URI
   * @example "none"
   */
  readonly 'not attempted'?: ScenarioCount;
  /**
   * how many notifications of which each found no connection
   * @example "none"
   */
  readonly refused?: ScenarioCount;
  /**
   * how many notifications of which each lost its connection before its last byte was out
   * @example "none"
   */
  readonly 'reset before the body went out'?: ScenarioCount;
  /**
   * how many notifications of which each was all out when its connection broke, and is not kept
   * @example "none"
   */
  readonly 'reset after the body went out'?: ScenarioCount;
  /**
   * how many notifications of which each lost its connection before the answer, and is kept all the same
   * @example "none"
   */
  readonly 'reset but stored'?: ScenarioCount;
  /**
   * how many notifications of which each was not answered in time, and is not kept
   * @example "none"
   */
  readonly 'timed out'?: ScenarioCount;
  /**
   * how many notifications of which each was not answered in time, and is kept all the same
   * @example "none"
   */
  readonly 'timed out but stored'?: ScenarioCount;
  /**
   * how many notifications of which each could not be sent
   * @example "none"
   */
  readonly failed?: ScenarioCount;
  /**
   * how many notifications of which each had no answer that could be read, and is kept all the same
   * @example "none"
   */
  readonly 'failed but stored'?: ScenarioCount;
  /**
   * how many notifications of which each was out and never answered; whether it is kept cannot be known
   * @example "none"
   */
  readonly unanswered?: ScenarioCount;
  /**
   * how many notifications of which each was answered, and not with 2xx
   * @example "none"
   */
  readonly rejected?: ScenarioCount;
  /**
   * how many notifications of which each was answered, not with 2xx, and is kept all the same
   * @example "none"
   */
  readonly 'rejected but stored'?: ScenarioCount;
  /**
   * how many notifications of which each was answered with 2xx and is not kept
   * @example "none"
   */
  readonly 'answered but not stored'?: ScenarioCount;
  /**
   * how many notifications of which each is kept, and not as it was sent
   * @example "none"
   */
  readonly altered?: ScenarioCount;
  /**
   * how many notifications of which each is kept more than once
   * @example "none"
   */
  readonly duplicated?: ScenarioCount;
  /**
   * how many were attempted and are surely not kept, whatever the reason
   * @example "none"
   */
  readonly gone?: ScenarioCount;
  /**
   * how many were out or answered, and nobody can tell whether they are kept
   * @example "none"
   */
  readonly 'perhaps gone'?: ScenarioCount;
  /**
   * how many of those that are gone were lost between the sender and the target
   * @example "none"
   */
  readonly 'lost by network'?: ScenarioCount;
  /**
   * how many of those that are gone were lost by the target
   * @example "none"
   */
  readonly 'lost by target'?: ScenarioCount;
}

/** What several places have in common. */
export interface ScenarioDelay {
  /**
   * the shortest and the longest delay; anything between them is as likely
   * @example ["100ms","2s"]
   */
  readonly between?: readonly (string | 0)[] | ScenarioVariable;
  /**
   * half of the delays are shorter; the others may be far longer
   * @example "300ms"
   */
  readonly median?: string | 0;
  /**
   * how far delays spread around the median: 0.5 (the default) mildly, 1 wildly
   * @default 0.5
   * @example 1
   */
  readonly sigma?: number | ScenarioVariable;
  /**
   * no delay is longer
   * @example "10s"
   */
  readonly atMost?: string | 0;
}

/** What several places have in common. */
export interface ScenarioWaitUntil {
  /**
   * the groups that are watched; every one of them must get there
   * @example "spring"
   */
  readonly group: ScenarioGroupNames;
  /**
   * the state that is waited for
   * @example "Running"
   */
  readonly state: ScenarioGroupState;
  /**
   * how long it may take, or the run fails
   * @example "10s"
   */
  readonly within: string | 0;
}

/** What several places have in common. */
export interface ScenarioExpect {
  /**
   * only notifications of these campaign groups: a name, a list, a pattern with * (\* is the character itself), or all; every one named must have been judged
   * @example "spring"
   */
  readonly group?: ScenarioGroupNames;
  /**
   * only notifications of this event, or of one of a list
   * @example "started"
   */
  readonly event?: ScenarioEvent | readonly ScenarioEvent[];
  /**
   * how much campaign time it may take; 1s by default
   * @default "1s"
   * @example "10s"
   */
  readonly within?: string | 0;
  /**
   * attributes by wire name, each with the value or the demands that it must meet
   * @example {"GSW_DIAL_MODE":"Progress"}
   */
  readonly fields?: ScenarioFields | ScenarioVariable;
  /**
   * how many must arrive, of each group named; at least one by default
   * @example "none"
   */
  readonly count?: ScenarioCount;
  /**
   * true: no such notification may arrive within that time
   * @example true
   */
  readonly none?: boolean | ScenarioVariable;
}

/** What several places have in common. */
export interface ScenarioNetwork {
  /**
   * the connection is reset at both ends
   * @example true
   */
  readonly reset: true | ScenarioVariable | {
    /**
     * so many bytes of each request or answer go through first
     * @default "0 B"
     * @example "100 B"
     */
    readonly after?: string | 0;
    /**
     * whose bytes: those of the request, or those of its answer
     * @default "request"
     * @example "request"
     */
    readonly of?: 'request' | 'answer' | ScenarioVariable;
  };
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork2 {
  /**
   * nothing gets through, and connections stay open
   * @example true
   */
  readonly stall: true | ScenarioVariable | {
    /**
     * what does not get through any more
     * @example "request"
     */
    readonly of: 'request' | 'answer' | 'both' | ScenarioVariable;
    /**
     * so many bytes of each request or answer go through first
     * @default "0 B"
     * @example "100 B"
     */
    readonly after?: string | 0;
  };
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork3 {
  /**
   * so much gets through, in each direction of each connection
   * @example "500 B/s"
   */
  readonly throttle: string;
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork4 {
  /**
   * how long each byte is on its way, in each direction, in real time
   * @example "200ms"
   */
  readonly latency: string | 0;
  /**
   * so much longer or shorter, drawn from the seed
   * @default "0s"
   * @example "50ms"
   */
  readonly jitter?: string | 0;
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork5 {
  /**
   * the target has gone, and the sender is not told
   * @example true
   */
  readonly halfOpen: true | ScenarioVariable;
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork6 {
  /**
   * a connection that carried a request before is closed as the next one goes out on it
   * @example true
   */
  readonly closeIdle: true | ScenarioVariable;
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork7 {
  /**
   * the target gets the request, the sender no answer: nothing, or an end or a reset of the connection instead
   * @example "silence"
   */
  readonly dropAnswers: 'silence' | 'close' | 'reset' | ScenarioVariable;
  /**
   * so many requests are hit, then no more
   * @example 3
   */
  readonly times?: number | ScenarioVariable;
  /**
   * each request is hit with this chance only, drawn from the seed
   * @example "10%"
   */
  readonly probability?: number | string;
}

/** What several places have in common. */
export interface ScenarioNetwork8 {
  /**
   * new connections are refused, and those that exist are reset
   * @example true
   */
  readonly refuse?: unknown;
  /**
   * the connection is reset at both ends
   * @example true
   */
  readonly reset?: unknown;
  /**
   * nothing gets through, and connections stay open
   * @example true
   */
  readonly stall?: unknown;
  /**
   * so much gets through, in each direction of each connection
   * @example "500 B/s"
   */
  readonly throttle?: unknown;
  /**
   * how long each byte is on its way, in each direction, in real time
   * @example "200ms"
   */
  readonly latency?: unknown;
  /**
   * the target has gone, and the sender is not told
   * @example true
   */
  readonly halfOpen?: unknown;
  /**
   * a connection that carried a request before is closed as the next one goes out on it
   * @example true
   */
  readonly closeIdle?: unknown;
  /**
   * the target gets the request, the sender no answer: nothing, or an end or a reset of the connection instead
   * @example "silence"
   */
  readonly dropAnswers?: unknown;
}

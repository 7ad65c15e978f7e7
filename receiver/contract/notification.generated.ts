// Generated from the contract's table by test/support/generate.ts: npm run generate. Do not edit.

/** One object of GSW_CALLING_LISTS in OCS 8.1.5-draft. */
export interface Notification815DraftCallingLists {
  /**
   * the calling list.
   * Relevant always.
   * inferred: call report records, where the key is documented
   */
  readonly GSW_CALLING_LIST: string;
  /**
   * its identifier in the configuration database.
   * Relevant always.
   * inferred: call report records, where the key is documented
   */
  readonly GSW_CALLING_LIST_DBID: number;
  /**
   * live answers divided by dial attempts (inferred): 0.3 is 30 %. Unit: fraction of 1.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_STAT_HIT_RATIO: number | null;
  /**
   * ready records divided by processing speed (documented for Stat Server): 600 is ten minutes. Unit: seconds.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_STAT_TIME_TO_COMPLETE: number | null;
}

/** What OCS 8.1.5-draft sends: all eight events, with statistics (the default). */
export interface Notification815Draft {
  /**
   * the Environment tenant's annex, section devops, option customer_name; the literal undefined if that is not set.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_NAME: string;
  /**
   * Contact Center ID.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_CCID: string;
  /**
   * the campaign group, usually campaign@group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_NAME: string;
  /**
   * names one session from load to unload, fresh at each load (what it names is assumed).
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_GUID: string;
  /**
   * the agent group or place group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_GROUP_NAME: string;
  /**
   * the campaign.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_NAME: string;
  /**
   * the campaign template.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_TEMPLATE_NAME: string;
  /**
   * the Voice Transfer Destination DN.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_QUEUE_NAME: string;
  /**
   * the dial mode, a CfgDialMode value.
   * Relevant only while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_DIAL_MODE: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;
  /**
   * what predictive dialing optimizes, a CfgOptimizationMethod value (the page cuts its relevance short: inferred).
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_BY: 0 | 1 | 2 | 3;
  /**
   * the goal of the optimization (its unit is inferred). Unit: percent for busy factor and overdial rate, seconds for waiting time.
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_GOAL: number;
  /**
   * share of the agents' logged-in time spent on calls of this group (inferred): 0.85 is 85 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_BUSY_FACTOR: number | null;
  /**
   * live answers divided by dial attempts (inferred): 0.3 is 30 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_HIT_RATIO: number | null;
  /**
   * abandoned and dropped calls divided by calls answered by live parties, since the load: 0.02 is 2 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_OVERDIAL_RATE: number | null;
  /**
   * ready records divided by processing speed (documented for Stat Server): 600 is ten minutes. Unit: seconds.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_TIME_TO_COMPLETE: number | null;
  /**
   * which event this is.
   * Relevant always.
   * inferred: OCS's notification of the same events to the desktop, where the key is documented
   */
  readonly GSW_USER_EVENT:
    | 'CampaignLoaded'
    | 'CampaignStarted'
    | 'CampaignStopped'
    | 'CampaignUnloaded'
    | 'CampaignForceUnloaded'
    | 'CampaignModeChanged'
    | 'CampaignInfo'
    | 'CampaignActivity';
  /**
   * the state of the group after the event.
   * Relevant always.
   * inferred: two status names in the log text of one of the drafts of April-June 2018
   */
  readonly GSW_CAMPAIGN_GROUP_STATE:
    | 'CampaignNotLoaded'
    | 'CampaignUnloading'
    | 'CampaignActive'
    | 'CampaignRunning';
  /**
   * the text of the general info.
   * Relevant on general info.
   * assumed: the drafts of April-June 2018 name the event and leave its content unspecified
   */
  readonly GSW_INFO: string;
  /**
   * one object for each calling list of the campaign.
   * Relevant on periodic messages.
   * inferred: OU/latest/Dep/AutoCGStatus reports statistics per calling list without showing their key
   */
  readonly GSW_CALLING_LISTS: readonly Notification815DraftCallingLists[];
}

/** What OCS 8.1.512 sends: state changes and periodic messages, without statistics; a forced unload is reported as an unload (assumed). */
export interface Notification81512 {
  /**
   * the Environment tenant's annex, section devops, option customer_name; the literal undefined if that is not set.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_NAME: string;
  /**
   * Contact Center ID.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_CCID: string;
  /**
   * the campaign group, usually campaign@group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_NAME: string;
  /**
   * names one session from load to unload, fresh at each load (what it names is assumed).
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_GUID: string;
  /**
   * the agent group or place group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_GROUP_NAME: string;
  /**
   * the campaign.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_NAME: string;
  /**
   * the campaign template.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_TEMPLATE_NAME: string;
  /**
   * the Voice Transfer Destination DN.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_QUEUE_NAME: string;
  /**
   * the dial mode, a CfgDialMode value.
   * Relevant only while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_DIAL_MODE: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;
  /**
   * what predictive dialing optimizes, a CfgOptimizationMethod value (the page cuts its relevance short: inferred).
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_BY: 0 | 1 | 2 | 3;
  /**
   * the goal of the optimization (its unit is inferred). Unit: percent for busy factor and overdial rate, seconds for waiting time.
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_GOAL: number;
  /**
   * which event this is.
   * Relevant always.
   * inferred: OCS's notification of the same events to the desktop, where the key is documented
   */
  readonly GSW_USER_EVENT:
    | 'CampaignLoaded'
    | 'CampaignStarted'
    | 'CampaignStopped'
    | 'CampaignUnloaded'
    | 'CampaignModeChanged'
    | 'CampaignActivity';
  /**
   * the state of the group after the event.
   * Relevant always.
   * inferred: two status names in the log text of one of the drafts of April-June 2018
   */
  readonly GSW_CAMPAIGN_GROUP_STATE:
    | 'CampaignNotLoaded'
    | 'CampaignUnloading'
    | 'CampaignActive'
    | 'CampaignRunning';
}

/** One object of GSW_CALLING_LISTS in OCS 8.1.517. */
export interface Notification81517CallingLists {
  /**
   * the calling list.
   * Relevant always.
   * inferred: call report records, where the key is documented
   */
  readonly GSW_CALLING_LIST: string;
  /**
   * its identifier in the configuration database.
   * Relevant always.
   * inferred: call report records, where the key is documented
   */
  readonly GSW_CALLING_LIST_DBID: number;
  /**
   * live answers divided by dial attempts (inferred): 0.3 is 30 %. Unit: fraction of 1.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_STAT_HIT_RATIO: number | null;
  /**
   * ready records divided by processing speed (documented for Stat Server): 600 is ten minutes. Unit: seconds.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_STAT_TIME_TO_COMPLETE: number | null;
}

/** What OCS 8.1.517 sends: as 8.1.512, with statistics. */
export interface Notification81517 {
  /**
   * the Environment tenant's annex, section devops, option customer_name; the literal undefined if that is not set.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_NAME: string;
  /**
   * Contact Center ID.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_TENANT_CCID: string;
  /**
   * the campaign group, usually campaign@group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_NAME: string;
  /**
   * names one session from load to unload, fresh at each load (what it names is assumed).
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_GROUP_GUID: string;
  /**
   * the agent group or place group.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_GROUP_NAME: string;
  /**
   * the campaign.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_NAME: string;
  /**
   * the campaign template.
   * Relevant if present in the configuration.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_CAMPAIGN_TEMPLATE_NAME: string;
  /**
   * the Voice Transfer Destination DN.
   * Relevant always.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_QUEUE_NAME: string;
  /**
   * the dial mode, a CfgDialMode value.
   * Relevant only while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_DIAL_MODE: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11;
  /**
   * what predictive dialing optimizes, a CfgOptimizationMethod value (the page cuts its relevance short: inferred).
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_BY: 0 | 1 | 2 | 3;
  /**
   * the goal of the optimization (its unit is inferred). Unit: percent for busy factor and overdial rate, seconds for waiting time.
   * Relevant in predictive modes, while dialing.
   * documented: OU/latest/Dep/AutoCGStatus
   */
  readonly GSW_OPTIMIZE_GOAL: number;
  /**
   * share of the agents' logged-in time spent on calls of this group (inferred): 0.85 is 85 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_BUSY_FACTOR: number | null;
  /**
   * live answers divided by dial attempts (inferred): 0.3 is 30 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_HIT_RATIO: number | null;
  /**
   * abandoned and dropped calls divided by calls answered by live parties, since the load: 0.02 is 2 %. Unit: fraction of 1.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_OVERDIAL_RATE: number | null;
  /**
   * ready records divided by processing speed (documented for Stat Server): 600 is ten minutes. Unit: seconds.
   * Relevant on periodic messages and on state changes of a dialing group.
   * documented: OU/latest/Dep/AutoCGStatus; that state changes of a dialing group carry it is assumed
   */
  readonly GSW_STAT_TIME_TO_COMPLETE: number | null;
  /**
   * which event this is.
   * Relevant always.
   * inferred: OCS's notification of the same events to the desktop, where the key is documented
   */
  readonly GSW_USER_EVENT:
    | 'CampaignLoaded'
    | 'CampaignStarted'
    | 'CampaignStopped'
    | 'CampaignUnloaded'
    | 'CampaignModeChanged'
    | 'CampaignActivity';
  /**
   * the state of the group after the event.
   * Relevant always.
   * inferred: two status names in the log text of one of the drafts of April-June 2018
   */
  readonly GSW_CAMPAIGN_GROUP_STATE:
    | 'CampaignNotLoaded'
    | 'CampaignUnloading'
    | 'CampaignActive'
    | 'CampaignRunning';
  /**
   * one object for each calling list of the campaign.
   * Relevant on periodic messages.
   * inferred: OU/latest/Dep/AutoCGStatus reports statistics per calling list without showing their key
   */
  readonly GSW_CALLING_LISTS: readonly Notification81517CallingLists[];
}

/** The type of a notification by release. */
export interface NotificationOf {
  readonly '8.1.5-draft': Notification815Draft;
  readonly '8.1.512': Notification81512;
  readonly '8.1.517': Notification81517;
}

/** A notification of any release. */
export type Notification = NotificationOf[keyof NotificationOf];

import { fateJson, settledJson } from '../json/notification-json.ts';
import { countsJson } from '../json/result-json.ts';
import { errorJson, errorOf, headJson, reasonOf, toolJson } from '../json/run-json.ts';
import { judgedJson, stepFailureJson } from '../json/verdict-json.ts';
import type { ReportEvent } from '../report-event.ts';
import { scenarioStatus } from '../run-report.ts';
import { totalsOf } from '../totals.ts';

/** The name of the format; another number means that readers must change. */
export const EVENTS_FORMAT = 'ocs-sim/events/1';

/** What happened, as an object of JSON without its instant. */
export function eventJson(event: ReportEvent) {
  switch (event.kind) {
    case 'run started':
      return {
        event: 'run-started',
        format: EVENTS_FORMAT,
        tool: toolJson(event.versions),
        command: event.command,
        scenarios: event.scenarios.map(headJson),
      } as const;
    case 'scenario started':
      return { event: 'scenario-started', scenario: event.scenario, ...headJson(event.head) } as const;
    case 'notification settled':
      return {
        event: 'notification-settled',
        scenario: event.scenario,
        ...settledJson(event.entry),
      } as const;
    case 'notification fate':
      return { event: 'notification-fate', scenario: event.scenario, ...fateJson(event.fate) } as const;
    case 'expectation judged':
      return { event: 'expectation-judged', scenario: event.scenario, ...judgedJson(event.judged) } as const;
    case 'step failed':
      return { event: 'step-failed', scenario: event.scenario, ...stepFailureJson(event.failure) } as const;
    case 'scenario ended': {
      const { status, reason, interrupted, campaignMs, realMs, counts } = event.result;
      return {
        event: 'scenario-ended',
        scenario: event.scenario,
        status,
        reason,
        interrupted,
        campaignMs,
        realMs: Math.round(realMs),
        counts: countsJson(counts),
      } as const;
    }
    case 'scenario given up':
      return {
        event: 'scenario-given-up',
        scenario: event.scenario,
        status: scenarioStatus(event.report),
        reason: reasonOf(event.report),
        error: errorOf(event.report.end),
      } as const;
    case 'error':
      return { event: 'error', ...errorJson(event.error) } as const;
    case 'run ended': {
      const { status, interrupted, realMs } = event.report;
      return { event: 'run-ended', status, interrupted, realMs, totals: totalsOf(event.report) } as const;
    }
  }
}

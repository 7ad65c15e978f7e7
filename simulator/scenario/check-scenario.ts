import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import { Checking } from './checking.ts';
import type { Scenario } from './scenario.ts';
import type { ScenarioValue } from './scenario-shape.ts';
import type { Step } from './step.ts';

/** Everything about a scenario that is sure to go wrong and can be seen without playing it. */
export function checkScenario(scenario: Scenario, value: ScenarioValue, whole: Place): readonly Diagnostic[] {
  const checking = new Checking(
    scenario.groups.map(({ settings }) => ({
      label: settings.label,
      agentGroupKey: JSON.stringify([settings.tenantName, settings.groupName]),
    })),
    scenario.applications.map((application) => application.name),
    scenario.contract,
  );
  for (const step of scenario.steps) step.check(checking);
  const replyGroups = value.receiver?.reply?.groups ?? [];
  if (replyGroups.length > 0) checking.resolve(replyGroups);
  for (const { value: spec, place } of scenario.expectations) checking.expectation(spec, place);
  const expects = scenario.expectations.length > 0 || scenario.steps.some(judges);
  if (!expects) {
    checking.report({
      code: 'no-expectations',
      severity: 'warning',
      place: { ...whole, end: Math.min(whole.end, whole.start + 1) },
      message: 'this scenario expects nothing, so it can never pass',
      hint: 'begin with "expect: [{ fieldSets: all }, { attempts: exactly one }]"',
    });
  }
  return checking.problems;
}

function judges(step: Step): boolean {
  return step.arm !== undefined || (step.inner ?? []).some(judges);
}

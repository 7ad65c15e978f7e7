import { type Contract, contractOf } from '../../receiver/contract/contract.ts';
import { releaseShape } from '../../receiver/contract/word-shapes.ts';
import type { Diagnostic } from '../../receiver/document/diagnostic.ts';
import type { Place } from '../../receiver/document/place.ts';
import type { Reading } from '../../receiver/document/shape.ts';
import type { DocNode } from '../../receiver/document/source.ts';
import { expectationShape } from '../../receiver/expect/vocabulary.ts';
import { unknownOwners } from './cast.ts';
import { Checking } from './checking.ts';
import { labelsIn } from './group-shape.ts';
import type { Scenario } from './scenario.ts';
import { type ScenarioValue, stepShape } from './scenario-shape.ts';
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
  checking.resolve(value.receiver?.reply?.groups ?? []);
  for (const { value: spec } of scenario.expectations) checking.expectation(spec);
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

/**
 * What can be said about a scenario that could not be read as a whole: references and expectations in those parts that could, so
 * that one mistake does not hide another. Complaints about the reading itself have been made before.
 */
export function checkParts(
  document: DocNode,
  reading: Reading,
  known: Contract | null,
): readonly Diagnostic[] {
  if (document.kind !== 'mapping') return [];
  const part = (key: string): DocNode | undefined =>
    document.entries.find((entry) => entry.key === key)?.value;
  const labels = labelsIn(part('groups'));
  if (labels === null) return [];
  const quiet = (): Reading => ({ ...reading, problems: [] });
  const release = part('release');
  const contract = known ?? contractOf((release && releaseShape.read(release, quiet())) ?? undefined);
  const applications = part('applications');
  const names = applications?.kind === 'mapping' ? applications.entries.map((entry) => entry.key) : [];
  const groups = labels.map((label) => ({ label, agentGroupKey: label }));
  const checking = new Checking(groups, names, contract, null);
  const items = (node: DocNode | undefined): readonly DocNode[] => (node?.kind === 'list' ? node.items : []);
  for (const item of items(part('steps'))) stepShape.read(item, quiet())?.check(checking);
  for (const item of items(part('expect'))) {
    const spec = expectationShape.read(item, quiet());
    if (spec !== undefined) checking.expectation(spec);
  }
  // The name of the one application under ocs: is not known here, so nothing can be said of references to it.
  const found = checking.problems.filter(({ code }) => code !== 'unknown-reference' || names.length > 0);
  return [...found, ...unknownOwners(document, reading)];
}

function judges(step: Step): boolean {
  return step.arm !== undefined || (step.inner ?? []).some(judges);
}

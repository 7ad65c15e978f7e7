import {
  type Contract,
  type ContractRow,
  DEFAULT_UNASSIGNED,
  type Unassigned,
} from '../../../receiver/contract/contract.ts';
import type { CaseContext, CaseRequest, CheckCase, Family } from '../case.ts';
import { writerOf } from '../writer.ts';
import { assumed, TAKEN_AND_KEPT } from './demands.ts';

type Form = 'default value' | 'null' | 'left out';

const FORMS: Readonly<Record<Form, (row: ContractRow) => Unassigned>> = {
  'default value': ({ type }) => ({ form: 'value', value: DEFAULT_UNASSIGNED[type] }),
  null: () => ({ form: 'value', value: null }),
  'left out': () => ({ form: 'omit' }),
};

/** The contract with another form of what is not relevant, for every attribute. */
function withUnassigned(contract: Contract, form: Form): Contract {
  const change = (row: ContractRow): ContractRow => ({
    ...row,
    unassigned: FORMS[form](row),
    items: row.items.map(change),
  });
  return { ...contract, title: `${contract.title}, unassigned as ${form}`, rows: contract.rows.map(change) };
}

const EVENTS = ['loaded', 'started', 'periodic', 'stopped', 'unloaded'] as const;

function session(number: string, context: CaseContext, form: Form): CaseRequest[] {
  const { write } = writerOf(number, context, withUnassigned(context.contract, form));
  return EVENTS.map((event) =>
    write(event, event === 'loaded' ? { campaignName: null, campaignTemplateName: null } : {}),
  );
}

const WHY = assumed(
  'what "left unassigned or set to a default value" looks like on the wire is not public: a target should bear each form',
  'the drafts of April-June 2018 state the rule and show no form',
);

function oneForm(number: string, slug: string, form: Form): CheckCase {
  return {
    number,
    slug,
    title: `Unassigned: ${form}`,
    sends: `a session in which whatever is not relevant is ${form === 'left out' ? form : `a ${form}`.replace('a null', 'null')}`,
    demands: TAKEN_AND_KEPT,
    why: WHY,
    phases: (context) => [{ manner: 'in turn', requests: session(number, context, form) }],
  };
}

function oneAfterAnother(number: string, slug: string, first: Form, second: Form): CheckCase {
  return {
    number,
    slug,
    title: `Unassigned: ${first}, then ${second}`,
    sends: `a session with unassigned as ${first}, then one with unassigned as ${second}`,
    demands: TAKEN_AND_KEPT,
    why: WHY,
    phases: (context) => [
      {
        manner: 'in turn',
        requests: [...session(number, context, first), ...session(number, context, second)],
      },
    ],
  };
}

/** Family 4. */
export const UNASSIGNED_FAMILY: Family = {
  number: 4,
  slug: 'unassigned',
  title: 'Unassigned values in each form',
  cases: [
    oneForm('4.1', 'unassigned-default', 'default value'),
    oneForm('4.2', 'unassigned-null', 'null'),
    oneForm('4.3', 'unassigned-omit', 'left out'),
    oneAfterAnother('4.4', 'unassigned-null-then-default', 'null', 'default value'),
    oneAfterAnother('4.5', 'unassigned-omit-then-null', 'left out', 'null'),
    oneAfterAnother('4.6', 'unassigned-default-then-omit', 'default value', 'left out'),
  ],
};

import type { z } from 'zod';
import { EventDetails, Passphrase } from '../../src-shared/contract/office';
import { FIELD_PROBLEMS, type FieldProblem } from '../../src-shared/contract/operation';
import { PassTypeDraft, requiredLine } from '../../src-shared/contract/passes';
import { Username } from '../../src-shared/contract/staff';
import { problemWords } from '../api/apply-problems';
import { SHORTEST_PASSWORD } from '../sign-in/choose-password';
import { i18n } from '../translations/i18n';
import { type SetUpValues, STEPS, type Step } from './set-up-types';
import { toInput } from './set-up-values';

/** Path of a field -> what is wrong with it, in words. */
export type Problems = Record<string, string>;

/** What can be told to be wrong before the office is asked, by the office's own rules. */
export function problemsOfStep(step: Step, values: SetUpValues, isNew: boolean): Problems {
  if (step === 'event') return schemaProblems('event', EventDetails, values.event);
  if (step === 'passTypes') return passTypeProblems(values);
  if (step === 'people') return peopleProblems(values, isNew);
  return keyProblems(values);
}

/** The step on which a field of the operation's input is asked for. */
export function stepOf(path: string): Step {
  if (path === 'setUpCode') return 'event';
  if (path.startsWith('administrator') || path.startsWith('staff')) return 'people';
  if (path.startsWith('key') || path === 'importedSecret') return 'key';
  return STEPS.find((step) => path.startsWith(step)) ?? 'event';
}

function passTypeProblems(values: SetUpValues): Problems {
  const problems: Problems = {};
  toInput(values).passTypes.forEach((type, index) => {
    const path = `passTypes.${index}`;
    Object.assign(problems, schemaProblems(path, PassTypeDraft, type));
    if (Number.isNaN(type.price)) {
      problems[`${path}.price`] = i18n.t('firstRun:passTypes.priceInvalid', { currency: values.event.currency.code });
    }
    const isRepeated = values.passTypes.some((other, at) => at < index && other.code.trim() === type.code);
    if (isRepeated && type.code !== '') problems[`${path}.code`] = i18n.t('firstRun:passTypes.codeTaken');
  });
  return problems;
}

function peopleProblems({ administrator, staff }: SetUpValues, isNew: boolean): Problems {
  const problems: Problems = {};
  const taken = new Set<string>();
  const check = (path: string, person: { readonly username: string; readonly displayName: string }) => {
    Object.assign(problems, schemaProblems(`${path}.username`, Username, person.username));
    Object.assign(problems, schemaProblems(`${path}.displayName`, requiredLine(80), person.displayName));
    const name = person.username.trim().toLowerCase();
    if (taken.has(name)) problems[`${path}.username`] ??= i18n.t('firstRun:people.usernameTaken');
    taken.add(name);
  };

  if (isNew) {
    check('administrator', administrator);
    if (Array.from(administrator.password).length < SHORTEST_PASSWORD) {
      problems['administrator.password'] = problemWords('too-short');
    } else if (administrator.password !== administrator.repeated) {
      problems['administrator.repeated'] = i18n.t('signIn:newPassword.mismatch');
    }
  }
  staff.forEach((person, index) => check(`staff.${index}`, person));
  return problems;
}

function keyProblems({ key }: SetUpValues): Problems {
  if (key.source === 'kit') {
    return {
      ...(key.kit.trim() === '' ? { 'key.kit': problemWords('required') } : {}),
      ...(key.passphrase === '' ? { 'key.passphrase': problemWords('required') } : {}),
    };
  }
  const problems = schemaProblems('key.passphrase', Passphrase, key.passphrase);
  if (Object.keys(problems).length === 0 && key.passphrase !== key.repeated) {
    problems['key.repeated'] = i18n.t('signIn:newPassword.mismatch');
  }
  return problems;
}

function schemaProblems(prefix: string, schema: z.ZodType, value: unknown): Problems {
  const problems: Problems = {};
  const parsed = schema.safeParse(value);
  for (const issue of parsed.error?.issues ?? []) {
    const path = [prefix, ...issue.path].join('.');
    problems[path] ??= problemWords(problemOf(issue.message, valueAt(value, issue.path)));
  }
  return problems;
}

function problemOf(message: string, value: unknown): FieldProblem {
  if (value === '') return 'required';
  return FIELD_PROBLEMS.find((problem) => problem === message) ?? 'invalid';
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((inside, key) => (inside as Record<PropertyKey, unknown> | undefined)?.[key], value);
}

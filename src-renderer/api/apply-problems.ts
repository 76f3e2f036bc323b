import type { FieldProblem, Refusal } from '../../src-shared/contract/operation';
import { i18n } from '../translations/i18n';

/** The part of a Mantine form that is used here, whatever its values are. */
interface FormWithErrors {
  setErrors(errors: Record<string, string>): void;
  getInputNode(path: never): HTMLElement | null;
}

/** What is wrong with a field, in words. */
export function problemWords(problem: FieldProblem): string {
  return i18n.t(`errors:problems.${problem}`);
}

/**
 * Shows what the office found wrong beside the fields of a Mantine form and goes to the first one.
 * @param rename the form's path for a path of the operation's input, where the two differ; null for one that is not shown
 * @returns whether a field shows it. If not, show `RefusalAlert`; it also has the words for everything else.
 */
export function applyProblems(
  form: FormWithErrors,
  refusal: Refusal,
  rename: (path: string) => string | null = (path) => path,
): boolean {
  const errors: Record<string, string> = {};
  for (const [path, problem] of Object.entries(refusal.fields ?? {})) {
    const field = rename(path);
    if (field !== null) errors[field] = problemWords(problem);
  }
  form.setErrors(errors);
  const first = Object.keys(errors).find((path) => form.getInputNode(path as never) !== null);
  // After the errors are on screen, so that a screen reader reads the field together with what is wrong.
  if (first !== undefined) requestAnimationFrame(() => form.getInputNode(first as never)?.focus());
  return first !== undefined;
}

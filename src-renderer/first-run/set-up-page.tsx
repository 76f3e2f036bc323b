import { Button, Group, Stack, Stepper } from '@mantine/core';
import { useForm } from '@mantine/form';
import {
  IconArrowLeft,
  IconArrowRight,
  IconCheck,
  IconDatabaseImport,
  IconFolder,
  IconNetwork,
} from '@tabler/icons-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import type { Refusal, Reply } from '../../src-shared/contract/operation';
import { problemWords } from '../api/apply-problems';
import { useMutationOperation } from '../api/use-operation';
import { useOffice } from '../session/office';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { RefusalAlert } from '../ui/refusal-alert';
import { EventStep } from './event-step';
import { FirstRunFrame } from './first-run-frame';
import { KeyFields } from './key-fields';
import { PassTypeStep } from './pass-type-step';
import { PeopleFields } from './people-fields';
import { type SetUpResult, type SetUpValues, STEPS, type Step } from './set-up-types';
import { firstValues, toCreateInput, toInput } from './set-up-values';
import { type Problems, problemsOfStep, stepOf } from './step-problems';

interface SetUpPageProps {
  readonly onDone: (result: SetUpResult) => void;
}

/** From an empty office, or one of the earlier web application, to one that sells. One form; the steps only divide it. */
export function SetUpPage({ onDone }: SetUpPageProps) {
  const { t } = useTranslation('firstRun');
  const { t: common } = useTranslation();
  const { stage, needsSetUpCode, desktop } = useOffice();
  const isNew = stage === 'new';
  const [path, navigate] = useLocation();
  const [initialValues] = useState(() => firstValues(isNew ? 'new' : 'upgraded'));
  const form = useForm<SetUpValues>({ initialValues });
  const [step, setStep] = useState<Step>('event');
  const [moves, setMoves] = useState(0);
  const [wrongPassphrase, setWrongPassphrase] = useState<Refusal | null>(null);
  const create = useMutationOperation('setUp.create', { refresh: ['office.status'] });
  const complete = useMutationOperation('setUp.complete', { refresh: ['office.status'] });
  const card = useRef<HTMLDivElement>(null);
  const at = STEPS.indexOf(step);
  const setUp = isNew ? create : complete;

  useEffect(() => {
    if (path !== '/set-up') navigate('/set-up', { replace: true });
  }, [path, navigate]);

  // Once the step is on screen: its first field, or the first that is wrong.
  useEffect(() => {
    if (moves === 0) return;
    document.documentElement.scrollTop = 0;
    const wrong = card.current?.querySelector<HTMLElement>(':is(input, textarea)[aria-invalid="true"]');
    (wrong ?? card.current?.querySelector<HTMLElement>('input, textarea'))?.focus();
  }, [moves]);

  function goTo(next: Step) {
    setStep(next);
    setMoves((before) => before + 1);
  }

  /** @returns whether there was anything to show */
  function showProblems(problems: Problems): boolean {
    form.setErrors(problems);
    const first = STEPS.find((one) => Object.keys(problems).some((field) => stepOf(field) === one));
    if (first) goTo(first);
    return first !== undefined;
  }

  async function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (showProblems(problemsOfStep(step, form.values, isNew))) return;
    const next = STEPS[at + 1];
    if (next) return goTo(next);

    for (const one of STEPS) if (showProblems(problemsOfStep(one, form.values, isNew))) return;
    setWrongPassphrase(null);
    const reply: Reply<SetUpResult> = isNew
      ? await create.run(toCreateInput(form.values, needsSetUpCode))
      : await complete.run(toInput(form.values));
    if (reply.ok) return onDone(reply.value);
    if (reply.code === 'wrong-passphrase') setWrongPassphrase(reply);
    showProblems(
      reply.code === 'wrong-passphrase' ? { 'key.passphrase': t('key.wrongPassphrase') } : problemsInWords(reply),
    );
  }

  return (
    <FirstRunFrame>
      <PageHeader
        title={t(isNew ? 'title' : 'titleUpgraded')}
        description={t(isNew ? 'lead' : 'leadUpgraded')}
        actions={
          isNew &&
          desktop && (
            <>
              <Button
                component={Link}
                href="/join"
                variant="default"
                leftSection={<IconNetwork size={20} aria-hidden />}
              >
                {t('joinDesks')}
              </Button>
              <Button
                component={Link}
                href="/restore"
                variant="default"
                leftSection={<IconDatabaseImport size={20} aria-hidden />}
              >
                {t('haveBackup')}
              </Button>
              <Button
                component={Link}
                href="/folder"
                variant="default"
                leftSection={<IconFolder size={20} aria-hidden />}
              >
                {t('inFolder')}
              </Button>
            </>
          )
        }
      />
      <form onSubmit={(event) => void onSubmit(event)} noValidate>
        <Stack gap="lg">
          <Stepper
            active={at}
            onStepClick={(index) => goTo(STEPS[index] ?? step)}
            allowNextStepsSelect={false}
            size="sm"
            iconSize={38}
          >
            {STEPS.map((one) => (
              <Stepper.Step key={one} label={t(`steps.${one}`)} description={t(`stepNotes.${one}`)} />
            ))}
          </Stepper>
          <Card ref={card} p="xl">
            {step === 'event' && <EventStep form={form} needsSetUpCode={isNew && needsSetUpCode} />}
            {step === 'passTypes' && <PassTypeStep form={form} />}
            {step === 'people' && <PeopleFields form={form} isNew={isNew} />}
            {step === 'key' && <KeyFields form={form} />}
          </Card>
          {!wrongPassphrase && <RefusalAlert refusal={setUp.refusal} />}
          <Group justify="space-between">
            {at > 0 ? (
              <Button
                variant="default"
                leftSection={<IconArrowLeft size={20} aria-hidden />}
                onClick={() => goTo(STEPS[at - 1] ?? step)}
              >
                {common('back')}
              </Button>
            ) : (
              <span />
            )}
            <Button
              type="submit"
              loading={setUp.isPending}
              rightSection={
                step === 'key' ? <IconCheck size={20} aria-hidden /> : <IconArrowRight size={20} aria-hidden />
              }
            >
              {step === 'key' ? t('finish') : common('next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </FirstRunFrame>
  );
}

function problemsInWords(refusal: Refusal): Problems {
  return Object.fromEntries(
    Object.entries(refusal.fields ?? {}).map(([path, problem]) => [path, problemWords(problem)]),
  );
}

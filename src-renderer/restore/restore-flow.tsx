import { Stack, Stepper } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMutationOperation, useQueryOperation } from '../api/use-operation';
import type { Backup } from '../backups/backup-types';
import { useAnnounce } from '../ui/live-region';
import { LoadingState } from '../ui/loading-state';
import { RefusalAlert } from '../ui/refusal-alert';
import { type Choice, ChooseStep } from './choose-step';
import { LookStep } from './look-step';
import { ReplaceStep } from './replace-step';
import { type Restored, type Situation, STEPS, type Step, type Trial } from './restore-types';
import { UnderWay } from './under-way';

/** A stick that is plugged in shows what is on it. */
const EVERY_MS = 5_000;

export interface RestoreFlowProps {
  readonly situation: Situation;
  /** The desk's own window, where the system's dialog can choose a file. */
  readonly desktop: boolean;
  /** The backup that somebody came for. */
  readonly wanted: string | null;
  /** How amounts are written; null where no event says in which currency they are. */
  readonly money: ((amount: number) => string) | null;
  /** The event is about to be closed: what the office says of itself from now on is not to be shown. */
  readonly onBegin: () => void;
  /** Null when it was refused and everything is as it was. */
  readonly onEnd: (restored: Restored | null) => void;
}

/** Choose a backup, see on a copy what it holds, put it in place. Until the last press nothing is changed. */
export function RestoreFlow(props: RestoreFlowProps) {
  const { t } = useTranslation('restore');
  const announce = useAnnounce();
  const tryIt = useMutationOperation('restore.try', { refresh: [] });
  const apply = useMutationOperation('restore.apply', { refresh: [] });
  // Not while it could be asked of an office that is being closed.
  const { data, error } = useQueryOperation(
    'restore.list',
    {},
    { refetchInterval: EVERY_MS, enabled: !tryIt.isPending && !apply.isPending },
  );
  const [chosenFiles, setChosenFiles] = useState<readonly Backup[]>([]);
  const [choice, setChoice] = useState<Choice>({ id: props.wanted, passphrase: '' });
  const [trial, setTrial] = useState<Trial | null>(null);
  const [step, setStep] = useState<Step>('choose');
  const [isAgain, setAgain] = useState(false);

  if (!data) return error ? <RefusalAlert refusal={error.refusal} /> : <LoadingState />;
  const backups = [...chosenFiles.filter(({ id }) => !data.some((one) => one.id === id)), ...data];

  async function onTry(backup: Backup, passphrase: string) {
    apply.reset();
    setChoice({ id: backup.id, passphrase });
    setAgain(true);
    const reply = await tryIt.run(inputOf(backup, passphrase));
    if (!reply.ok) return;
    announce(t('trying.done'));
    setTrial(reply.value);
    setStep('look');
  }

  async function onReplace({ backup, keys }: Trial) {
    props.onBegin();
    const reply = await apply.run(inputOf(backup, choice.passphrase));
    props.onEnd(reply.ok ? { ...reply.value, keys } : null);
  }

  function toChoose() {
    tryIt.reset();
    setStep('choose');
  }

  return (
    <Stack gap="lg">
      <Stepper active={STEPS.indexOf(step)} size="sm" iconSize={38} allowNextStepsSelect={false}>
        {STEPS.map((one) => (
          <Stepper.Step
            key={one}
            label={t(`steps.${one}`)}
            description={t(`stepNotes.${one}`)}
            allowStepSelect={false}
          />
        ))}
      </Stepper>
      {(tryIt.isPending || apply.isPending) && <UnderWay what={apply.isPending ? 'replacing' : 'trying'} />}
      {!tryIt.isPending && step === 'choose' && (
        <ChooseStep
          desktop={props.desktop}
          backups={backups}
          choice={choice}
          isAgain={isAgain}
          refusal={tryIt.refusal}
          onFile={(backup) => setChosenFiles((before) => [backup, ...before.filter(({ id }) => id !== backup.id)])}
          onTry={(backup, passphrase) => void onTry(backup, passphrase)}
        />
      )}
      {step === 'look' && trial && (
        <LookStep money={props.money} trial={trial} onBack={toChoose} onContinue={() => setStep('replace')} />
      )}
      {!apply.isPending && step === 'replace' && trial && (
        <ReplaceStep
          situation={props.situation}
          trial={trial}
          refusal={apply.refusal}
          onBack={() => setStep('look')}
          onReplace={() => void onReplace(trial)}
        />
      )}
    </Stack>
  );
}

function inputOf({ id, encrypted }: Backup, passphrase: string) {
  return { id, ...(encrypted ? { passphrase } : {}) };
}

import { Button, Group, Modal, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePerson } from '../session/office';
import { AcceptedPhone } from './accepted-phone';
import { InvitationPanel } from './invitation-panel';
import { type Device, nextNumber } from './link-state';
import { PhoneFields, type PhoneValues } from './phone-fields';
import type { WantedInvitation } from './use-invitation';

interface AddDialogProps {
  readonly devices: readonly Device[];
  readonly onClose: () => void;
}

type Step =
  | { readonly kind: 'form' }
  | { readonly kind: 'code'; readonly name: string; readonly wanted: WantedInvitation }
  | { readonly kind: 'accepted'; readonly device: Device };

/** Names the phone, shows its code, and lets it in. A click beside it does not throw away the code. */
export function AddDialog({ devices, onClose }: AddDialogProps) {
  const { t } = useTranslation('phones');
  const { t: common } = useTranslation();
  const [step, setStep] = useState<Step>({ kind: 'form' });
  return (
    <Modal
      opened
      onClose={onClose}
      size={step.kind === 'code' ? 1080 : 'md'}
      title={step.kind === 'code' ? step.name : t('add.title')}
      closeOnClickOutside={step.kind !== 'code'}
      closeButtonProps={{ 'aria-label': common('close') }}
    >
      {step.kind === 'form' && (
        <PhoneForm
          devices={devices}
          onClose={onClose}
          onSubmit={(values) => setStep({ kind: 'code', name: values.name, wanted: { kind: 'add', ...values } })}
        />
      )}
      {step.kind === 'code' && (
        <InvitationPanel
          name={step.name}
          wanted={step.wanted}
          onAccepted={(device) => setStep({ kind: 'accepted', device })}
        />
      )}
      {step.kind === 'accepted' && (
        <AcceptedPhone device={step.device} onAnother={() => setStep({ kind: 'form' })} onDone={onClose} />
      )}
    </Modal>
  );
}

interface PhoneFormProps extends AddDialogProps {
  readonly onSubmit: (values: PhoneValues) => void;
}

function PhoneForm({ devices, onClose, onSubmit }: PhoneFormProps) {
  const { t } = useTranslation('phones');
  const { t: common } = useTranslation();
  const person = usePerson();
  const nameOf = (number: number) => t('add.suggestedName', { number });
  const form = useForm<PhoneValues>({
    initialValues: { name: nameOf(nextNumber(devices, nameOf)), responsible: person.username },
    validate: { name: (name) => (name.trim() === '' ? t('add.nameNeeded') : null) },
  });
  return (
    <form onSubmit={form.onSubmit((values) => onSubmit({ ...values, name: values.name.trim() }))} noValidate>
      <Stack>
        <PhoneFields form={form} current={person} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose}>
            {common('cancel')}
          </Button>
          <Button type="submit">{t('add.show')}</Button>
        </Group>
      </Stack>
    </form>
  );
}

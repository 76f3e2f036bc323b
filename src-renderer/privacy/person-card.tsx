import { Button, Checkbox, Group, Stack, Text, Title } from '@mantine/core';
import { IconDownload, IconEraser } from '@tabler/icons-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { OutputOf } from '../api/operations';
import { useMutationOperation } from '../api/use-operation';
import { useFormat } from '../format/use-format';
import { saveFile } from '../ticket/save-file';
import { shortReference } from '../ticket/ticket-facts';
import { RefusalAlert } from '../ui/refusal-alert';
import { EraseDialog } from './erase-dialog';
import type { Erased } from './erased-now';
import classes from './privacy.module.css';

interface PersonCardProps {
  readonly person: OutputOf<'privacy.find'>[number];
  readonly onErased: (erased: Erased) => void;
}

/** A number of the box office itself can stand on hundreds of passes. */
const SHOWN = 8;

/** One person with the passes that are theirs, of which some can be left out. */
export function PersonCard({ person, onErased }: PersonCardProps) {
  const { t } = useTranslation('privacy');
  const id = useId();
  const format = useFormat();
  const [chosen, setChosen] = useState<readonly string[]>(person.passIds);
  const [shown, setShown] = useState(SHOWN);
  const [fileName, setFileName] = useState<string | null>(null);
  const [isErasing, setErasing] = useState(false);
  const hand = useMutationOperation('privacy.export', { refresh: [] });
  const who = person.names.join(', ') || t('person.noName');
  const left = person.passIds.length - shown;

  async function onExport() {
    setFileName(null);
    const reply = await hand.run({ passIds: [...chosen] });
    if (!reply.ok) return;
    saveFile(new Blob([reply.value.text], { type: 'application/json' }), reply.value.fileName);
    setFileName(reply.value.fileName);
  }

  return (
    <section className={classes.person} aria-labelledby={id}>
      <Stack gap="sm">
        <Group justify="space-between" align="flex-start" gap="sm">
          <div>
            <Title order={3} id={id}>
              {who}
            </Title>
            <Text c="dimmed" data-numbers>
              {person.phone === '' ? t('person.noPhone') : format.phone(person.phone)}
            </Text>
          </div>
          <Group gap="sm">
            <Button
              variant="default"
              leftSection={<IconDownload size={20} aria-hidden />}
              disabled={chosen.length === 0}
              loading={hand.isPending}
              onClick={() => void onExport()}
            >
              {t('person.export')}
            </Button>
            <Button
              variant="light"
              color="red"
              leftSection={<IconEraser size={20} aria-hidden />}
              disabled={chosen.length === 0}
              onClick={() => setErasing(true)}
            >
              {t('person.erase')}
            </Button>
          </Group>
        </Group>
        <Checkbox.Group
          value={[...chosen]}
          onChange={setChosen}
          label={t('person.selected', { count: chosen.length })}
          aria-label={t('person.passes', { who })}
        >
          <ul className={classes.passes}>
            {person.passIds.slice(0, shown).map((passId) => (
              <PassLine key={passId} passId={passId} />
            ))}
          </ul>
        </Checkbox.Group>
        {left > 0 && (
          <Group>
            <Button variant="subtle" onClick={() => setShown(person.passIds.length)}>
              {t('person.showMore', { count: left })}
            </Button>
          </Group>
        )}
        <Text role="status" c="var(--good)" fw={600}>
          {fileName !== null && t('person.exported', { fileName })}
        </Text>
        <RefusalAlert refusal={hand.refusal} />
      </Stack>
      {isErasing && <EraseDialog who={who} passIds={chosen} onErased={onErased} onClose={() => setErasing(false)} />}
    </section>
  );
}

function PassLine({ passId }: { readonly passId: string }) {
  const { t } = useTranslation('privacy');
  const reference = shortReference(passId);
  return (
    <li>
      <Checkbox value={passId} size="md" label={t('person.pass', { reference })} />
      <Link
        href={`/preview/${encodeURIComponent(passId)}`}
        className={classes.open}
        aria-label={t('person.openPass', { reference })}
      >
        {t('person.open')}
      </Link>
    </li>
  );
}

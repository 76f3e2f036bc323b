import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'wouter';
import { useFormat } from '../format/use-format';
import { useOffice } from '../session/office';
import { PageHeader } from '../ui/page-header';
import { RestoreFlow } from './restore-flow';
import { RestoredPage } from './restored-page';
import { useRestoring } from './restoring';
import { SharedFirst } from './shared-first';

/** Restoring where an event is open. `?backup=` names the one that was chosen on the page of backups. */
export function RestorePage() {
  const { t } = useTranslation('restore');
  const { desktop } = useOffice();
  const { money } = useFormat();
  const [search] = useSearchParams();
  const restoring = useRestoring();
  return (
    <>
      <PageHeader
        title={t('title')}
        description={t('lead')}
        actions={
          <Button
            component={Link}
            href="/backups"
            variant="default"
            leftSection={<IconArrowLeft size={20} aria-hidden />}
          >
            {t('toBackups')}
          </Button>
        }
      />
      <SharedFirst />
      <RestoreFlow
        situation="desk"
        desktop={desktop}
        wanted={search.get('backup')}
        money={money}
        onBegin={restoring.begin}
        onEnd={(restored) => restoring.end(restored && <RestoredPage restored={restored} />)}
      />
    </>
  );
}

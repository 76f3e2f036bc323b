import { Alert, Button, Stack, Text } from '@mantine/core';
import { useHotkeys } from '@mantine/hooks';
import { IconCircleCheck, IconPlus } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import type { Pass } from '../../src-shared/contract/passes';
import { useFormat } from '../format/use-format';
import { useShownName } from '../format/use-shown-name';
import { isJustSold, takeFirstPrint } from '../sell/just-sold';
import { TicketDrawing } from '../ticket/ticket-drawing';
import { usePageSize } from '../ticket/use-page-size';
import { useTicketFacts } from '../ticket/use-ticket-facts';
import { Card } from '../ui/card';
import { PageHeader } from '../ui/page-header';
import { CancelPass } from './cancel-pass';
import { CodeMissing } from './code-missing';
import classes from './pass.module.css';
import { PassAttempts } from './pass-attempts';
import { PassFacts } from './pass-facts';
import { PassStateBadge, passState } from './pass-state';
import { PrintPass } from './print-pass';
import { SavePass } from './save-pass';
import { usePrintPass } from './use-print-pass';

interface PassViewProps {
  readonly pass: Pass;
  readonly code: string | null;
  readonly onOutdated: () => void;
}

export function PassView({ pass, code, onOutdated }: PassViewProps) {
  const { t } = useTranslation('passes');
  const format = useFormat();
  const shownName = useShownName();
  const [, navigate] = useLocation();
  const [justSold] = useState(() => isJustSold(pass.passId));
  const facts = useTicketFacts(pass, code);
  const printing = usePrintPass();
  const sheet = useRef<HTMLDivElement>(null);
  const isCancelled = passState(pass) === 'cancelled';
  const name = pass.name2 === null ? shownName(pass.name1) : t('pass.two', { first: pass.name1, second: pass.name2 });

  usePageSize(printing.paper);
  const printsByItself = facts !== null && !isCancelled && printing.isReady && printing.isSilent;
  const { print } = printing;
  useEffect(() => {
    if (printsByItself && takeFirstPrint(pass.passId)) void print();
  }, [printsByItself, pass.passId, print]);

  const nextSale = () => navigate('/generate');
  useHotkeys(justSold ? [['n', (event) => isOnPage(event) && nextSale()]] : []);

  return (
    <>
      <PageHeader
        title={name}
        description={`${pass.passTypeLabel} · ${format.money(pass.amount)}`}
        actions={<PassStateBadge pass={pass} />}
      />
      <div className={classes.page}>
        <Stack gap="lg">
          <div className={classes.desk} data-paper={printing.paper}>
            {facts ? (
              <div
                ref={sheet}
                className={classes.sheet}
                data-print={isCancelled ? undefined : 'pass'}
                data-cancelled={isCancelled || undefined}
              >
                <TicketDrawing facts={facts} paper={printing.paper} label={t('pass.drawing', { name })} />
                {isCancelled && <span className={classes.stamp}>{t('pass.state.cancelled')}</span>}
              </div>
            ) : (
              <CodeMissing />
            )}
          </div>
          <PassAttempts passId={pass.passId} />
        </Stack>
        <Stack gap="lg">
          <Card>
            <Stack gap="md">
              {justSold && !isCancelled && (
                <Text role="status" className={classes.sent ?? ''} fw={650}>
                  <IconCircleCheck size={22} aria-hidden />
                  {t('pass.sold', { type: pass.passTypeLabel, amount: format.money(pass.amount) })}
                </Text>
              )}
              {isCancelled && <Alert color="red">{t('pass.print.notCancelled')}</Alert>}
              {facts && !isCancelled && (
                <>
                  <PrintPass printing={printing} autoFocus={justSold} />
                  <SavePass
                    facts={facts}
                    passId={pass.passId}
                    paper={printing.paper}
                    drawing={() => sheet.current?.querySelector('svg') ?? null}
                  />
                </>
              )}
              {justSold && (
                <Button
                  size="lg"
                  variant="light"
                  autoFocus={!facts}
                  leftSection={<IconPlus size={22} aria-hidden />}
                  rightSection={
                    <kbd aria-hidden className={classes.key}>
                      N
                    </kbd>
                  }
                  onClick={nextSale}
                >
                  {t('pass.nextSale')}
                </Button>
              )}
              <CancelPass pass={pass} onOutdated={onOutdated} />
            </Stack>
          </Card>
          <PassFacts pass={pass} />
        </Stack>
      </div>
    </>
  );
}

/** What is pressed in a dialog, or while the desk is locked, is not meant for the page underneath. */
function isOnPage({ target }: KeyboardEvent): boolean {
  return !(target instanceof Element && target.closest('dialog, [role="dialog"]'));
}

import { Button, Center, Code, Group, Stack, Text, Title } from '@mantine/core';
import { Component, type ErrorInfo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}
interface ErrorBoundaryState {
  readonly reference: string | null;
}

/** Stands in for what threw while it was drawn. Give it a `key` (the path) so that the next page starts afresh. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { reference: null };

  static getDerivedStateFromError(): ErrorBoundaryState {
    return { reference: crypto.randomUUID().slice(0, 8).toUpperCase() };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    console.error(`page stopped, reference ${this.state.reference}`, error, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.reference === null ? this.props.children : <Stopped reference={this.state.reference} />;
  }
}

function Stopped({ reference }: { readonly reference: string }) {
  const { t } = useTranslation();
  return (
    <Center mih="60dvh" p="lg" role="alert">
      <Stack maw={520} gap="sm">
        <Title order={1}>{t('crash.title')}</Title>
        <Text>{t('crash.body')}</Text>
        <Code block fz="lg">
          {t('crash.reference', { reference })}
        </Code>
        <Group>
          <Button onClick={() => window.location.reload()}>{t('crash.reload')}</Button>
          <Button variant="default" onClick={() => window.location.assign('/')}>
            {t('crash.home')}
          </Button>
        </Group>
      </Stack>
    </Center>
  );
}

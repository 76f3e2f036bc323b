import { type ReactNode, Suspense } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import { ADMINISTRATOR, DESK, type Role, STAFF } from '../../src-shared/contract/operation';
import { lazyPage } from '../errors/lazy-page';
import { useHasRole, usePerson } from '../session/office';
import { ErrorBoundary } from '../ui/error-boundary';
import { LoadingState } from '../ui/loading-state';
import { homeOf } from './navigation';
import { NotAllowedPage, NotFoundPage } from './not-found-page';
import { wantedPath } from './wanted-path';

const DashboardPage = lazyPage(() => import('../dashboard/dashboard-page').then((m) => ({ default: m.DashboardPage })));
const SellPage = lazyPage(() => import('../sell/sell-page').then((m) => ({ default: m.SellPage })));
const PassPage = lazyPage(() => import('../passes/pass-page').then((m) => ({ default: m.PassPage })));
const ScannerPage = lazyPage(() => import('../scanner/scanner-page').then((m) => ({ default: m.ScannerPage })));
const PassesPage = lazyPage(() => import('../passes/passes-page').then((m) => ({ default: m.PassesPage })));
const PhonesPage = lazyPage(() => import('../phones/phones-page').then((m) => ({ default: m.PhonesPage })));
const ImportPage = lazyPage(() => import('../exchange/import-page').then((m) => ({ default: m.ImportPage })));
const StaffPage = lazyPage(() => import('../staff/staff-page').then((m) => ({ default: m.StaffPage })));
const BackupsPage = lazyPage(() => import('../backups/backups-page').then((m) => ({ default: m.BackupsPage })));
const RestorePage = lazyPage(() => import('../restore/restore-page').then((m) => ({ default: m.RestorePage })));
const HealthPage = lazyPage(() => import('../health/health-page').then((m) => ({ default: m.HealthPage })));
const SettingsPage = lazyPage(() => import('../settings/settings-page').then((m) => ({ default: m.SettingsPage })));

/** The addresses are those of the earlier web application, and a few more. */
export function DeskRoutes() {
  const [path] = useLocation();
  const home = homeOf(usePerson().role);
  return (
    <ErrorBoundary key={path}>
      <Suspense fallback={<LoadingState />}>
        <Switch>
          <Route path="/dashboard">{page(DESK, <DashboardPage />)}</Route>
          <Route path="/generate">{page(DESK, <SellPage />)}</Route>
          <Route path="/preview/:id">{({ id }) => page(DESK, <PassPage key={id} passId={id} />)}</Route>
          <Route path="/scanner">{page(STAFF, <ScannerPage />)}</Route>
          <Route path="/database">{page(DESK, <PassesPage />)}</Route>
          <Route path="/phones">{page(DESK, <PhonesPage />)}</Route>
          <Route path="/import">{page(ADMINISTRATOR, <ImportPage />)}</Route>
          <Route path="/staff">{page(ADMINISTRATOR, <StaffPage />)}</Route>
          <Route path="/backups">{page(ADMINISTRATOR, <BackupsPage />)}</Route>
          <Route path="/restore">{page(ADMINISTRATOR, <RestorePage />)}</Route>
          <Route path="/health">{page(ADMINISTRATOR, <HealthPage />)}</Route>
          <Route path="/settings">{page(ADMINISTRATOR, <SettingsPage />)}</Route>
          <Route path="/login">{() => <Redirect to={wantedPath() ?? home} replace />}</Route>
          <Route path="/logout">
            <Redirect to={home} replace />
          </Route>
          <Route path="/set-up">
            <Redirect to={home} replace />
          </Route>
          <Route path="/">
            <Redirect to={home} replace />
          </Route>
          <Route>
            <NotFoundPage />
          </Route>
        </Switch>
      </Suspense>
    </ErrorBoundary>
  );
}

function page(roles: readonly Role[], children: ReactNode) {
  return <ForRoles roles={roles}>{children}</ForRoles>;
}

function ForRoles({ roles, children }: { readonly roles: readonly Role[]; readonly children: ReactNode }) {
  return useHasRole(roles) ? children : <NotAllowedPage />;
}

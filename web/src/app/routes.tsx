import { createBrowserRouter, type LazyRouteFunction, Outlet, type RouteObject } from 'react-router';
import { NotFound } from '@/ui/refusals';
import { Crashed } from './crashed';
import { Frame } from './frame';
import { SignedIn } from './signed-in';

type Lazy = LazyRouteFunction<RouteObject>;

const signIn: Lazy = async () => ({ Component: (await import('@/features/signin/signin-page')).SignInPage });
const setUp: Lazy = async () => ({ Component: (await import('@/features/signin/setup-page')).SetupPage });
const home: Lazy = async () => ({ Component: (await import('@/features/home/home-page')).HomePage });
const records: Lazy = async () => ({ Component: (await import('./records-route')).RecordsRoute });
const record: Lazy = async () => ({ Component: (await import('@/features/record/record-page')).RecordPage });
const newRecord: Lazy = async () => ({ Component: (await import('@/features/record/record-form-page')).NewRecordPage });
const editRecord: Lazy = async () => ({
  Component: (await import('@/features/record/record-form-page')).EditRecordPage,
});
const amendRecord: Lazy = async () => ({
  Component: (await import('@/features/record/amendment/amend-page')).AmendPage,
});
const tasks: Lazy = async () => ({ Component: (await import('@/features/tasks/tasks-page')).TasksPage });
const proxies: Lazy = async () => ({ Component: (await import('@/features/tasks/proxies-page')).ProxiesPage });
const dashboard: Lazy = async () => ({
  Component: (await import('@/features/dashboard/dashboard-page')).DashboardPage,
});
const ledger: Lazy = async () => ({ Component: (await import('@/features/ledgers/screens')).BalanceScreens });
const settingsBuild: Lazy = async () => ({
  Component: (await import('@/features/build/settings/screens')).SettingsScreens,
});
const ledgers: Lazy = async () => ({ Component: (await import('@/features/build/ledgers/screens')).LedgerScreens });
const publicBoard: Lazy = async () => ({
  Component: (await import('@/features/dashboard/public-board-page')).PublicBoardPage,
});
const messages: Lazy = async () => ({ Component: (await import('@/features/messages/messages-page')).MessagesPage });
const told: Lazy = async () => ({ Component: (await import('@/features/messages/told-page')).ToldPage });
const imports: Lazy = async () => ({ Component: (await import('@/features/imports/screens')).ImportsPage });
const importWizard: Lazy = async () => ({ Component: (await import('@/features/imports/screens')).WizardPage });
const returned: Lazy = async () => ({ Component: (await import('@/features/imports/screens')).ReturnedPage });
const batches: Lazy = async () => ({ Component: (await import('@/features/batches/batches-page')).BatchesPage });
const people: Lazy = async () => ({ Component: (await import('@/features/people/people-page')).PeoplePage });
const person: Lazy = async () => ({ Component: (await import('@/features/people/person-page')).PersonPage });
const staffImport: Lazy = async () => ({
  Component: (await import('@/features/people/import-page')).StaffImportPage,
});
const explain: Lazy = async () => ({ Component: (await import('@/features/access/explain-page')).ExplainPage });
const reveals: Lazy = async () => ({ Component: (await import('@/features/access/reveals-page')).RevealsPage });
const updates: Lazy = async () => ({ Component: (await import('@/features/updates/updates-page')).UpdatesPage });
const forms: Lazy = async () => ({ Component: (await import('@/features/build/forms-page')).FormsPage });
const roles: Lazy = async () => ({ Component: (await import('@/features/roles/roles-page')).RolesPage });
const role: Lazy = async () => ({ Component: (await import('@/features/roles/role-page')).RolePage });
const flows: Lazy = async () => ({ Component: (await import('@/features/build/flows/flows-page')).FlowsPage });
const flow: Lazy = async () => ({ Component: (await import('@/features/build/flows/flow-page')).FlowPage });
const flowInsight: Lazy = async () => ({
  Component: (await import('@/features/build/flows/insight/insight-page')).InsightPage,
});
const rules: Lazy = async () => ({ Component: (await import('@/features/build/rules/rules-page')).RulesPage });
const rule: Lazy = async () => ({ Component: (await import('@/features/build/rules/rule-page')).RulePage });
const runs: Lazy = async () => ({ Component: (await import('@/features/runs/runs-page')).RunsPage });
const calendar: Lazy = async () => ({ Component: (await import('@/features/calendar/calendar-page')).CalendarPage });
const keep: Lazy = async () => ({ Component: (await import('@/features/keep/keep-page')).KeepPage });
const hooks: Lazy = async () => ({ Component: (await import('@/features/hooks/hooks-page')).HooksPage });
const channels: Lazy = async () => ({ Component: (await import('@/features/channels/channels-page')).ChannelsPage });
const deliveries: Lazy = async () => ({
  Component: (await import('@/features/channels/deliveries-page')).DeliveriesPage,
});
const settings: Lazy = async () => ({ Component: (await import('@/features/settings/settings-page')).SettingsPage });
const formFromFile: Lazy = async () => ({
  Component: (await import('@/features/build/from-file/from-file-page')).FromFilePage,
});
const boards: Lazy = async () => ({ Component: (await import('@/features/build/dashboards/boards-page')).BoardsPage });
const board: Lazy = async () => ({ Component: (await import('@/features/build/dashboards/board-page')).BoardPage });
const prints: Lazy = async () => ({ Component: (await import('@/features/prints/prints-page')).PrintsPage });
const print: Lazy = async () => ({ Component: (await import('@/features/prints/print-page')).PrintPage });
const service: Lazy = async () => ({ Component: (await import('@/features/service/service-page')).ServicePage });
const reconcile: Lazy = async () => ({
  Component: (await import('@/features/reconcile/reconcile-page')).ReconcilePage,
});
const planning: Lazy = async () => ({ Component: (await import('@/features/planning/planning-page')).PlanningPage });
const links: Lazy = async () => ({ Component: (await import('@/features/links/links-page')).LinksPage });
const preview: Lazy = async () => ({ Component: (await import('@/features/build/preview/preview-page')).PreviewPage });
const designer: Lazy = async () => ({ Component: (await import('@/features/build/designer-page')).DesignerPage });

export const router = createBrowserRouter([
  { path: '/signin', lazy: signIn, errorElement: <Crashed />, hydrateFallbackElement: <div /> },
  { path: '/board/:token', lazy: publicBoard, errorElement: <Crashed />, hydrateFallbackElement: <div /> },
  { path: '/setup', lazy: setUp, errorElement: <Crashed />, hydrateFallbackElement: <div /> },
  {
    // Building needs the whole window: it has a frame of its own.
    element: (
      <SignedIn>
        <Outlet />
      </SignedIn>
    ),
    errorElement: <Crashed />,
    hydrateFallbackElement: <div />,
    children: [
      { path: '/build/forms/:key', lazy: designer },
      { path: '/build/forms/:key/preview', lazy: preview },
      { path: '/build/flows/:key', lazy: flow },
      { path: '/build/rules/:key', lazy: rule },
      { path: '/build/dashboards/:key', lazy: board },
      { path: '/build/ledgers/:key', lazy: ledgers },
      { path: '/build/settings/:kind/:key', lazy: settingsBuild },
    ],
  },
  {
    element: (
      <SignedIn>
        <Frame />
      </SignedIn>
    ),
    errorElement: <Crashed />,
    hydrateFallbackElement: <div />,
    children: [
      {
        errorElement: <Crashed />,
        children: [
          { index: true, lazy: home },
          { path: 'forms/:form', lazy: records },
          { path: 'forms/:form/new', lazy: newRecord },
          { path: 'forms/:form/returned', lazy: returned },
          { path: 'forms/:form/:id', lazy: record },
          { path: 'forms/:form/:id/edit', lazy: editRecord },
          { path: 'forms/:form/:id/amend', lazy: amendRecord },
          { path: 'tasks', lazy: tasks },
          { path: 'proxies', lazy: proxies },
          { path: 'dashboards/:key', lazy: dashboard },
          { path: 'ledgers/:key', lazy: ledger },
          { path: 'checks', lazy: ledger },
          { path: 'messages', lazy: messages },
          { path: 'messages/preferences', lazy: told },
          { path: 'service', lazy: service },
          { path: 'reconcile', lazy: reconcile },
          { path: 'planning', lazy: planning },
          { path: 'imports', lazy: imports },
          { path: 'imports/new', lazy: importWizard },
          { path: 'batches', lazy: batches },
          { path: 'people', lazy: people },
          { path: 'explain', lazy: explain },
          { path: 'reveals', lazy: reveals },
          { path: 'people/import', lazy: staffImport },
          { path: 'people/:id', lazy: person },
          { path: 'build/forms', lazy: forms },
          { path: 'build/updates', lazy: updates },
          { path: 'build/flows', lazy: flows },
          { path: 'build/flows/:key/insight', lazy: flowInsight },
          { path: 'build/rules', lazy: rules },
          { path: 'build/ledgers', lazy: ledgers },
          { path: 'build/settings', lazy: settingsBuild },
          { path: 'runs', lazy: runs },
          { path: 'channels', lazy: channels },
          { path: 'calendar', lazy: calendar },
          { path: 'hooks', lazy: hooks },
          { path: 'keep', lazy: keep },
          { path: 'settings', lazy: settings },
          { path: 'deliveries', lazy: deliveries },
          { path: 'build/dashboards', lazy: boards },
          { path: 'build/forms/from-file', lazy: formFromFile },
          { path: 'build/links', lazy: links },
          { path: 'build/prints', lazy: prints },
          { path: 'build/prints/:key', lazy: print },
          { path: 'build/roles', lazy: roles },
          { path: 'build/roles/:key', lazy: role },
          { path: '*', element: <NotFound /> },
        ],
      },
    ],
  },
]);

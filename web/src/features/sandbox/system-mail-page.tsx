import { Page } from '../../ui/page.tsx';

export function SystemMailPage() {
  return <Page title="System mail">{null}</Page>;
}

import { Page } from '../../ui/page.tsx';

export function SequencePage() {
  return <Page title="Sequence">{null}</Page>;
}

import { useText } from '../../i18n/index.ts';
import { useIncidentSummary } from '../../state/index.ts';
import { Notice } from '../../ui/index.ts';

/** While a camera looks elsewhere than it did, nothing that is drawn or measured on it can be relied on. */
export function MovedNotice({ cameraId }: { readonly cameraId: string }) {
  const { t } = useText();
  const isMoved = useIncidentSummary().data?.moved.includes(cameraId) ?? false;
  if (!isMoved) return null;
  return (
    <Notice icon="warning" title={t('incidents.moved')} tone="warning" compact>
      {t('incidents.moved.hint')}
    </Notice>
  );
}

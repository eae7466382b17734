import { useQuery } from '@tanstack/react-query';
import { useText } from '../../i18n/index.ts';
import { mayDo, queryKeys, useSignedIn, useSite } from '../../state/index.ts';
import { Notice, Page, ProblemNotice } from '../../ui/index.ts';
import { ImportPanel } from './import-panel.tsx';
import { ModelCards } from './model-cards.tsx';
import classes from './models-view.module.css';

const REFRESH_MS = 2000;

/** The detectors of the site, and the way in for one's own. */
export function ModelsView() {
  const { t } = useText();
  const { api } = useSite();
  const mayImport = mayDo(useSignedIn().role, 'models');
  const models = useQuery({
    queryKey: queryKeys.models,
    queryFn: ({ signal }) => api.models(signal),
    refetchInterval: REFRESH_MS,
  });
  const imports = useQuery({
    queryKey: queryKeys.modelImports,
    queryFn: ({ signal }) => api.modelImports(signal),
    enabled: mayImport,
  });
  const { data } = models;
  return (
    <Page title={t('nav.models')} lead={data !== undefined && t('models.lead', { count: data.models.length })}>
      {models.error !== null && <ProblemNotice error={models.error} onRetry={() => void models.refetch()} />}
      {imports.error !== null && <ProblemNotice error={imports.error} onRetry={() => void imports.refetch()} />}
      {models.isPending && <Notice icon="chip" title={t('common.loading')} />}
      {data !== undefined && (
        <div className={classes['stack']} data-old={models.error !== null}>
          <ModelCards
            models={data.models}
            defaultModelId={data.defaultModelId}
            imported={imports.data?.imported ?? []}
          />
          {imports.data !== undefined && <ImportPanel known={imports.data} />}
        </div>
      )}
    </Page>
  );
}

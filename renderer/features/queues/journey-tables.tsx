import { useQuery } from '@tanstack/react-query';
import type { CameraView } from '../../../domain/contracts/api.ts';
import type { JourneysView } from '../../../domain/contracts/journey-api.ts';
import { directionName, useText } from '../../i18n/index.ts';
import { queryKeys, siteNowMs, useSite } from '../../state/index.ts';
import { DataTable, ProblemNotice, ScrollBox } from '../../ui/index.ts';
import type { Column } from '../../ui/index.ts';

const REFRESH_MS = 20_000;
const MINUTE_US = 60_000_000;
const MINUTES = 60;

/** One way of vehicles, from zone to zone or from line to line. */
interface Way {
  readonly key: string;
  readonly from: string;
  readonly to: string;
  readonly seconds: JourneysView['travelTimes'][number]['seconds'];
}

/** Where vehicles went in the last hour, and how long they needed; nothing where nobody went anywhere. */
export function JourneyTables({ camera }: { readonly camera: CameraView }) {
  const { t } = useText();
  const { api } = useSite();
  const answer = useQuery({
    queryKey: [...queryKeys.journeys(camera.id), camera.revision],
    queryFn: ({ signal }) => {
      const to = Math.round(siteNowMs() * 1000);
      return api.journeys(camera.id, to - MINUTES * MINUTE_US, to, signal);
    },
    refetchInterval: REFRESH_MS,
  });
  const ways = useWays(answer.data);
  if (answer.error !== null) return <ProblemNotice error={answer.error} onRetry={() => void answer.refetch()} />;
  return (
    <>
      {ways.zones.length > 0 && <WayTable title={t('journey.zones', { minutes: MINUTES })} ways={ways.zones} />}
      {ways.lines.length > 0 && <WayTable title={t('journey.lines', { minutes: MINUTES })} ways={ways.lines} />}
    </>
  );
}

function useWays(view: JourneysView | undefined): { zones: readonly Way[]; lines: readonly Way[] } {
  const { t } = useText();
  const gate = (name: string, direction: 'in' | 'out') => `${name}, ${directionName(t, direction, direction)}`;
  const zones = (view?.transitions ?? []).map(({ fromZoneId, fromZoneName, toZoneId, toZoneName, seconds }) => ({
    ...{ key: `${fromZoneId} ${toZoneId}`, from: fromZoneName, to: toZoneName, seconds },
  }));
  const lines = (view?.travelTimes ?? []).map((one) => ({
    key: `${one.fromLineId} ${one.fromDirection} ${one.toLineId} ${one.toDirection}`,
    from: gate(one.fromLineName, one.fromDirection),
    to: gate(one.toLineName, one.toDirection),
    seconds: one.seconds,
  }));
  return { zones, lines };
}

function WayTable({ title, ways }: { readonly title: string; readonly ways: readonly Way[] }) {
  const { t, f } = useText();
  const column = (key: string, head: string, say: (way: Way) => string): Column<Way> => ({
    ...{ key, title: head, numeric: true, cell: say },
  });
  const columns: readonly Column<Way>[] = [
    { key: 'from', title: t('journey.from'), cell: ({ from }) => from },
    { key: 'to', title: t('journey.to'), cell: ({ to }) => to },
    column('count', t('headway.vehicles'), ({ seconds }) => f.number(seconds.count)),
    column('mean', t('journey.mean'), ({ seconds }) => f.number(seconds.mean, 1)),
    column('median', t('journey.median'), ({ seconds }) => f.number(seconds.median, 1)),
    column('p85', t('journey.p85'), ({ seconds }) => f.number(seconds.p85, 1)),
  ];
  return (
    <ScrollBox label={title}>
      <h3>{title}</h3>
      <DataTable caption={title} columns={columns} rows={ways} rowKey={({ key }) => key} minWidth={560} />
    </ScrollBox>
  );
}

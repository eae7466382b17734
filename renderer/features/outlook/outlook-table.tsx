import { useText } from '../../i18n/index.ts';
import { DataTable, ScrollBox } from '../../ui/index.ts';
import type { OutlookRow } from './outlook-rows.ts';
import classes from './outlook-panel.module.css';

interface OutlookTableProps {
  readonly rows: readonly OutlookRow[];
  readonly zone: string;
}

/** The numbers of the chart, for those who want them exact or cannot see it. */
export function OutlookTable({ rows, zone }: OutlookTableProps) {
  const { t, f } = useText();
  const number = (value: number | null) => (value === null ? '–' : f.number(value));
  const columns = [
    { key: 'time', title: t('outlook.time'), cell: (row: OutlookRow) => f.minute(row.startUtcUs, zone) },
    { key: 'kind', title: t('outlook.kind'), cell: (row: OutlookRow) => t(`outlook.state.${row.state}`) },
    {
      key: 'value',
      title: t('outlook.observed'),
      numeric: true,
      cell: (row: OutlookRow) => number(row.observed ?? row.forecast),
    },
    { key: 'normal', title: t('outlook.normal'), numeric: true, cell: (row: OutlookRow) => number(row.normal) },
    {
      key: 'band',
      title: t('outlook.band'),
      numeric: true,
      cell: (row: OutlookRow) => {
        const band = row.forecastBand ?? row.band;
        return band === null ? '–' : `${f.number(band[0])}–${f.number(band[1])}`;
      },
    },
    { key: 'days', title: t('outlook.days'), numeric: true, cell: (row: OutlookRow) => number(row.days) },
    {
      key: 'remark',
      title: t('outlook.remark'),
      cell: (row: OutlookRow) =>
        [
          row.departs !== null && t('outlook.legend.departure'),
          row.basis === 'kind-of-day' && t('outlook.basis.kind-of-day'),
        ]
          .filter((part) => part !== false)
          .join(' · '),
    },
  ];
  return (
    <ScrollBox className={classes['scroll']} label={t('outlook.title')}>
      <DataTable caption={t('outlook.title')} columns={columns} rows={rows} rowKey={(row) => String(row.startUtcUs)} />
    </ScrollBox>
  );
}

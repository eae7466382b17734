import type { ZonesNow } from '../../../domain/contracts/density.ts';
import { useText } from '../../i18n/index.ts';
import classes from './zones.module.css';

/** The picture in sixteen parts: how much of each is under vehicles, and how many are in it. */
export function DensityGrid({ grid: { rows, columns, cells } }: { readonly grid: ZonesNow['grid'] }) {
  const { t, f } = useText();
  const across = Array.from({ length: columns }, (_, column) => column);
  return (
    <table className={classes['grid']}>
      <caption>{t('grid.title')}</caption>
      <thead className="visually-hidden">
        <tr>
          {across.map((column) => (
            <th key={column} scope="col">
              {t('grid.column', { number: column + 1 })}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {Array.from({ length: rows }, (_, row) => (
          <tr key={row}>
            {across.map((column) => {
              const { density, vehicles } = cells[row * columns + column] ?? { density: 0, vehicles: 0 };
              return (
                <td key={column} style={{ background: `rgba(255, 152, 0, ${Math.min(0.45, density * 0.5)})` }}>
                  {t('grid.cell', { density: f.percent(density), count: vehicles })}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

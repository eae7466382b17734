export { IncidentsView } from './incidents-view.tsx';

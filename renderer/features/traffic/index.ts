export { TrafficView } from './traffic-view.tsx';

export { CamerasView } from './cameras-view.tsx';

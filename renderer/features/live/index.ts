export { CameraFeed } from './camera-feed.tsx';
export { LiveView } from './live-view.tsx';

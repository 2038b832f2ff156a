export { useView, type View, ViewProvider } from './view.tsx';

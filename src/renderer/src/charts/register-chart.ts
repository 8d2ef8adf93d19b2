/** Tells Chart.js which of its parts are used; the rest stays out of the bundle. */
import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  ScatterController,
} from 'chart.js';
import annotationPlugin from 'chartjs-plugin-annotation';
import zoomPlugin from 'chartjs-plugin-zoom';

Chart.register(LineController, ScatterController, LineElement, PointElement, LinearScale, LogarithmicScale);
Chart.register(Filler, annotationPlugin, zoomPlugin);
Chart.defaults.font.family = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif";

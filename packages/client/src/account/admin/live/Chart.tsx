import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { figureText } from './liveStrings.ts';
import type { LiveChart } from './liveCharts.ts';

const heightPx = 140;
/** Seconds from one label to the next, each of which says a minute. */
const timeSteps = [60, 300, 600, 900, 1800, 3600];
/** People are whole. */
const countSteps = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000];
/** Colours of the surface that are told apart, and from the ground, without seeing colours well. */
const colours = ['--color-accent', '--color-focus', '--color-speaking', '--color-danger'];
const dashes = [[], [6, 3], [2, 3], [8, 3, 2, 3]];

interface ChartProps {
  readonly chart: LiveChart;
  /** Milliseconds since 1970. */
  readonly at: readonly number[];
  readonly locale: string;
  /** What is in it, for those who do not see it. */
  readonly label: string;
}

/** Lines over time. */
export function Chart({ chart, at, locale, label }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const { unit } = chart;
  const names = chart.lines.map(({ name }) => name).join();

  useEffect(() => {
    const element = holder.current;
    if (element === null) return;
    const made = new uPlot(optionsOf(names.split(','), unit, locale, element), [[]], element);
    plot.current = made;
    const observer = new ResizeObserver(() => made.setSize({ width: element.clientWidth, height: heightPx }));
    observer.observe(element);
    return () => {
      observer.disconnect();
      made.destroy();
      plot.current = undefined;
    };
  }, [names, unit, locale]);

  useEffect(() => {
    const seconds = at.map((ms) => ms / 1000);
    plot.current?.setData([seconds, ...chart.lines.map(({ values }) => [...values])]);
  }, [chart, at, locale]);

  return <div ref={holder} role="img" aria-label={label} className="min-w-0" style={{ height: heightPx }} />;
}

/** How a line is drawn; the list below the chart shows the same. */
export function lookOf(index: number): { readonly colour: string; readonly dash: readonly number[] } {
  return { colour: colours[index % colours.length] ?? '', dash: dashes[index % dashes.length] ?? [] };
}

function optionsOf(
  names: readonly string[],
  unit: LiveChart['unit'],
  locale: string,
  element: HTMLElement,
): uPlot.Options {
  const style = getComputedStyle(element);
  const colourOf = (token: string) => style.getPropertyValue(token);
  const grid = { stroke: colourOf('--color-hairline'), width: 1 };
  const axis = { stroke: colourOf('--color-secondary'), grid, ticks: grid, font: `12px ${style.fontFamily}` };
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short' });
  return {
    width: element.clientWidth,
    height: heightPx,
    legend: { show: false },
    cursor: { show: false },
    scales: { y: { range: (_plot, _least, most) => [0, Math.max(1, most * 1.1)] } },
    axes: [
      {
        ...axis,
        incrs: timeSteps,
        values: (_plot, seconds) => seconds.map((second) => time.format(second * 1000)),
      },
      {
        ...axis,
        ...(unit === 'count' ? { incrs: countSteps } : {}),
        size: 64,
        values: (_plot, values) => values.map((value) => figureText(value, unit, locale)),
      },
    ],
    series: [
      {},
      ...names.map((name, index) => {
        const { colour, dash } = lookOf(index);
        return { label: name, stroke: colourOf(colour), width: 2, dash: [...dash], points: { show: false } };
      }),
    ],
  };
}

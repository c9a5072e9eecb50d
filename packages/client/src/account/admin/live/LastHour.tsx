import { useEffect } from 'react';
import { liveHistorySchema } from '@atrium/protocol';
import type { LiveHistory } from '@atrium/protocol';
import { useLanguage } from '../../../app/useServices.ts';
import { localeOf } from '../../../strings/languages.ts';
import { Section } from '../../parts/OfficePage.tsx';
import { Problem } from '../../parts/Problem.tsx';
import { useResource } from '../../useAccountApi.ts';
import { Chart, lookOf } from './Chart.tsx';
import { liveChartsOf, someOf, summaryOf } from './liveCharts.ts';
import type { ChartLine, LiveChart } from './liveCharts.ts';
import { figureText, liveStrings } from './liveStrings.ts';

const refreshMs = 10_000;
const tableRows = 12;

/** How the server was over the last hour, as lines, in words and as tables. */
export function LastHour() {
  const words = liveStrings[useLanguage()];
  const { value, problem, reload } = useResource('/live/history', liveHistorySchema);
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && reload(), refreshMs);
    return () => clearInterval(timer);
  }, [reload]);
  if (value === undefined) return <Problem text={problem} />;
  return (
    <Section title={words.title} text={words.text}>
      <div className="grid gap-3 sm:grid-cols-2">
        {liveChartsOf(value).map((chart) => (
          <ChartFigure key={chart.name} chart={chart} history={value} />
        ))}
      </div>
    </Section>
  );
}

function ChartFigure({ chart, history }: { readonly chart: LiveChart; readonly history: LiveHistory }) {
  const language = useLanguage();
  const locale = localeOf(language, navigator.languages);
  const words = liveStrings[language];
  const title = words.charts[chart.name];
  const summaries = chart.lines.map((line) => summaryText(line));
  return (
    <figure className="min-w-0">
      <figcaption className="text-body font-semibold">{title}</figcaption>
      <Chart chart={chart} at={history.at} locale={locale} label={`${title}. ${summaries.join('. ')}`} />
      <ul className="flex flex-wrap gap-x-2 text-caption text-secondary">
        {summaries.map((text, index) => (
          <li key={text} className="flex items-center gap-0.5">
            <LineSample index={index} />
            {text}
          </li>
        ))}
      </ul>
      <details className="text-caption">
        <summary className="min-h-5.5 cursor-pointer content-center text-secondary">{words.table}</summary>
        <ChartTable chart={chart} at={history.at} locale={locale} title={title} />
      </details>
    </figure>
  );

  function summaryText({ name, values }: ChartLine): string {
    const line = words.lines[name];
    const summary = summaryOf(values);
    if (summary === undefined) return words.summary(line, words.unknown, words.unknown, words.unknown);
    const text = (value: number | undefined) =>
      value === undefined ? words.unknown : figureText(value, chart.unit, locale);
    return words.summary(line, text(summary.now), text(summary.least), text(summary.most));
  }
}

function LineSample({ index }: { readonly index: number }) {
  const { colour, dash } = lookOf(index);
  return (
    <svg aria-hidden viewBox="0 0 24 4" className="h-0.5 w-3 shrink-0">
      <path
        d="M0 2H24"
        stroke={`var(${colour})`}
        strokeWidth={2}
        strokeDasharray={dash.length === 0 ? undefined : dash.join(' ')}
      />
    </svg>
  );
}

interface ChartTableProps {
  readonly chart: LiveChart;
  readonly at: readonly number[];
  readonly locale: string;
  readonly title: string;
}

function ChartTable({ chart, at, locale, title }: ChartTableProps) {
  const words = liveStrings[useLanguage()];
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'medium' });
  return (
    <div className="overflow-x-auto">
      <table aria-label={title} className="w-full text-left">
        <thead>
          <tr className="text-secondary">
            <th scope="col">{words.time}</th>
            {chart.lines.map(({ name }) => (
              <th key={name} scope="col">
                {words.lines[name]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {someOf(at.length, tableRows).map((place) => (
            <tr key={place}>
              <th scope="row" className="font-normal">
                {time.format(at[place])}
              </th>
              {chart.lines.map(({ name, values }) => (
                <td key={name}>{figure(values[place])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );

  function figure(value: number | null | undefined): string {
    return value === null || value === undefined ? '–' : figureText(value, chart.unit, locale);
  }
}

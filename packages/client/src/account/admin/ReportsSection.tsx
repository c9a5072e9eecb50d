import { useState } from 'react';
import {
  banListSchema,
  problemReportListSchema,
  problemReportLogSchema,
  reportListSchema,
} from '@atrium/protocol';
import type { Ban, ProblemReport, Report } from '@atrium/protocol';
import { useStrings } from '../../app/useServices.ts';
import { personName } from '../../strings/personName.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { useAccountStrings } from '../accountStrings.ts';
import { Section } from '../parts/OfficePage.tsx';
import { Problem } from '../parts/Problem.tsx';
import { Rows, RowText } from '../parts/Rows.tsx';
import { useMoment } from '../parts/useMoment.ts';
import { useAccountApi, useDoing, useResource } from '../useAccountApi.ts';

/** What people have told the Admins, and who is kept out. */
export function ReportsSection() {
  const { reports } = useAccountStrings();
  const told = useResource('/reports', reportListSchema);
  const bans = useResource('/bans', banListSchema);
  return (
    <>
      <Section title={reports.title} text={reports.text}>
        <Rows
          resource={told}
          rows={told.value?.reports}
          keyOf={({ reportId }) => reportId}
          none={reports.none}
        >
          {(report) => <ReportRow report={report} onChanged={told.reload} />}
        </Rows>
      </Section>
      <ProblemReports />
      <Section title={reports.bansTitle} text={reports.bansText}>
        <Rows resource={bans} rows={bans.value?.bans} keyOf={({ banId }) => banId} none={reports.noBans}>
          {(ban) => <BanRow ban={ban} onLifted={bans.reload} />}
        </Rows>
      </Section>
    </>
  );
}

/** What people have told about Atrium itself. */
function ProblemReports() {
  const { reports } = useAccountStrings();
  const told = useResource('/problem-reports', problemReportListSchema);
  return (
    <Section title={reports.problemsTitle} text={reports.problemsText}>
      <Rows
        resource={told}
        rows={told.value?.reports}
        keyOf={({ reportId }) => reportId}
        none={reports.noProblems}
      >
        {(report) => <ProblemRow report={report} />}
      </Rows>
    </Section>
  );
}

function ProblemRow({ report: { reportId, at, by, text } }: { readonly report: ProblemReport }) {
  const strings = useStrings();
  const { reports } = useAccountStrings();
  const moment = useMoment();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-0.5">
      <div className="flex">
        <RowText title={personName(by, strings)} text={moment(at)} />
      </div>
      <p dir="auto" className="text-body whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      <details onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className="min-h-5.5 cursor-pointer content-center text-body text-secondary">
          {reports.problemLog}
        </summary>
        {isOpen && <ProblemLog reportId={reportId} />}
      </details>
    </div>
  );
}

function ProblemLog({ reportId }: { readonly reportId: string }) {
  const { reports, common } = useAccountStrings();
  const { value, problem } = useResource(`/problem-reports/${reportId}/log`, problemReportLogSchema);
  if (value === undefined) {
    return problem === undefined ? (
      <p className="text-caption">{common.loading}</p>
    ) : (
      <Problem text={problem} />
    );
  }
  return (
    <pre
      tabIndex={0}
      aria-label={reports.problemLog}
      className="scroll-slim max-h-50 overflow-auto rounded-control bg-background p-1 text-caption whitespace-pre-wrap wrap-anywhere"
    >
      {value.log}
    </pre>
  );
}

function ReportRow({ report, onChanged }: { readonly report: Report; readonly onChanged: () => void }) {
  const strings = useStrings();
  const { reports } = useAccountStrings();
  const api = useAccountApi();
  const moment = useMoment();
  const { run, problem } = useDoing();
  const { reporter, person, world, at, text, chat, handled, reportId } = report;
  const setHandled = () =>
    void run(async () => {
      await api.send('PATCH', `/reports/${reportId}`, { body: { handled: handled === null } });
    }).then(onChanged);
  const state = handled === null ? reports.isOpen : reports.handledBy(handled.by, moment(handled.at));
  return (
    <div className="flex min-w-0 flex-1 flex-col gap-0.5">
      <div className="flex">
        <RowText
          title={reports.about(personName(reporter, strings), personName(person, strings))}
          text={`${moment(at)} · ${world.name} · ${state}`}
        />
      </div>
      <p dir="auto" className="text-body whitespace-pre-wrap wrap-anywhere">
        {text}
      </p>
      {chat.length > 0 && (
        <ul className="flex flex-col gap-0.5 border-l-2 border-hairline pl-1">
          {chat.map((line, index) => (
            <li key={index} dir="auto" className="text-caption text-secondary wrap-anywhere">
              {moment(line.at)} · {line.from}: {line.text}
            </li>
          ))}
        </ul>
      )}
      <Button look="secondary" className="self-start" onClick={setHandled}>
        {handled === null ? reports.handle : reports.reopen}
      </Button>
      <Problem text={problem} />
    </div>
  );
}

function BanRow({ ban, onLifted }: { readonly ban: Ban; readonly onLifted: () => void }) {
  const strings = useStrings();
  const { reports } = useAccountStrings();
  const api = useAccountApi();
  const moment = useMoment();
  const { run, problem } = useDoing();
  const until = ban.expiresAt === null ? reports.forGood : reports.until(moment(ban.expiresAt));
  const lift = () =>
    void run(async () => void (await api.send('DELETE', `/bans/${ban.banId}`))).then(onLifted);
  return (
    <>
      <RowText
        title={personName(ban, strings)}
        text={[until, reports.bannedBy(ban.by), ban.reason, ban.address ?? ''].filter(Boolean).join(' · ')}
      />
      <Button look="secondary" onClick={lift}>
        {reports.lift}
      </Button>
      <Problem text={problem} />
    </>
  );
}

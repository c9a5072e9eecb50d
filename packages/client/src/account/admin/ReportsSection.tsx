import { banListSchema, reportListSchema } from '@atrium/protocol';
import type { Ban, Report } from '@atrium/protocol';
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
      <Section title={reports.bansTitle} text={reports.bansText}>
        <Rows resource={bans} rows={bans.value?.bans} keyOf={({ banId }) => banId} none={reports.noBans}>
          {(ban) => <BanRow ban={ban} onLifted={bans.reload} />}
        </Rows>
      </Section>
    </>
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
      <RowText
        title={reports.about(personName(reporter, strings), personName(person, strings))}
        text={`${moment(at)} · ${world.name} · ${state}`}
      />
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

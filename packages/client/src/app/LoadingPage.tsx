import { Spinner } from '../ui/controls/Spinner.tsx';
import { useStrings } from './useServices.ts';

/** Shown while the server has not answered yet. */
export function LoadingPage() {
  const strings = useStrings();
  return (
    <main className="grid h-dvh place-items-center" aria-busy="true">
      <Spinner label={strings.app.loading} />
    </main>
  );
}

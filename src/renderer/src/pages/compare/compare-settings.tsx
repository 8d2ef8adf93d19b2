/** The settings in which the runs differ, and no others. */
import type { Comparison } from '../../../../shared/contract/comparison.ts';
import { settingLabel, settingText } from '../../words/compared.ts';
import { RunLink } from './compare-runs.tsx';

export function CompareSettings({ comparison }: { readonly comparison: Comparison }) {
  const { runs, settings } = comparison;
  return (
    <>
      <h2>Settings, differences only</h2>
      {settings.length === 0 ? (
        <p className="dim">
          {runs.length > 1 ? 'All of these runs were set up alike.' : 'There is one run only.'}
        </p>
      ) : (
        <div className="compare-scroll" tabIndex={0} role="group" aria-label="Settings that differ">
          <table className="plain-table compare-table">
            <thead>
              <tr>
                <th scope="col">Setting</th>
                {runs.map((run) => (
                  <th key={run.key} scope="col">
                    <RunLink run={run} />
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {settings.map(({ name, values }) => (
                <tr key={name}>
                  <th scope="row" title={name}>
                    {settingLabel(name)}
                  </th>
                  {values.map((value, index) => (
                    <td key={index} title={JSON.stringify(value)}>
                      {settingText(name, value, values[0])}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

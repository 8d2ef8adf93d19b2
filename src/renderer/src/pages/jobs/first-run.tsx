/** Nothing has run yet: three doors, no tour. From here to a loss curve in three clicks. */
import { oneFileInWords } from '../../../../shared/contract/formats.ts';
import { Button } from '@mantine/core';
import { FilePicker } from '../../components/file-picker.tsx';
import { Icon } from '../../components/icon.tsx';
import { plural } from '../../words/number.ts';
import { emptyNewJob } from '../../routing/route.ts';
import { goTo } from '../../routing/use-route.ts';
import { reviewFiles } from '../../actions/review-files.ts';
import { takeSamples } from '../../actions/take-samples.ts';
import { useBatteries, useConnection } from '../../state/page-stores.ts';

export function FirstRun() {
  const batteryCount = useBatteries(({ batteries }) => batteries.size);
  return batteryCount > 0 ? <FirstJob batteryCount={batteryCount} /> : <ThreeDoors />;
}

function FirstJob({ batteryCount }: { readonly batteryCount: number }) {
  return (
    <div className="state-panel">
      <strong>No job yet</strong>
      <span>{plural(batteryCount, 'cell is', 'cells are')} ready to train on.</span>
      <Button leftSection={<Icon name="plus" />} onClick={() => goTo(emptyNewJob)}>
        New job
      </Button>
    </div>
  );
}

export function ThreeDoors() {
  const apiUrl = useConnection((state) => state.apiUrl);
  const addSamples = async (): Promise<void> => {
    const cells = await takeSamples();
    if (cells.length > 0) goTo({ page: 'new-job', likeJobId: null, batteryIds: cells.map(({ id }) => id) });
  };
  return (
    <div className="doors">
      <section
        className="door"
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          reviewFiles([...event.dataTransfer.files]);
        }}
      >
        <Icon name="upload" size={24} />
        <strong>Bring your cells</strong>
        <p>Drop a file here, or choose one: {oneFileInWords()}. One file may hold several cells.</p>
        <FilePicker label="Choose files" onFiles={reviewFiles} />
      </section>
      <section className="door">
        <Icon name="batteries" size={24} />
        <strong>Take sample cells</strong>
        <p>Six simulated cells, ready at once, to see a training run. They stand for no real cell.</p>
        <Button variant="default" onClick={() => void addSamples()}>
          Add samples and go on
        </Button>
      </section>
      <section className="door">
        <Icon name="book" size={24} />
        <strong>Read how</strong>
        <p>Everything here is also an API for scripts: cells in, a job, its curves, a model out.</p>
        <Button
          variant="default"
          component="a"
          href={apiUrl.replace('/api/v1', '/docs')}
          target="_blank"
          rel="noreferrer"
        >
          Open the API’s pages
        </Button>
      </section>
    </div>
  );
}

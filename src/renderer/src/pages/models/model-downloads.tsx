/** The model as a file, in the two forms it comes in. */
import { Button } from '@mantine/core';
import type { Model } from '../../../../shared/contract/model.ts';
import type { ModelFormat } from '../../client/client.ts';
import { Icon } from '../../components/icon.tsx';
import { downloadModel } from '../../actions/model-actions.ts';

const forms: readonly { readonly format: ModelFormat; readonly name: string; readonly what: string }[] = [
  {
    format: 'safetensors',
    name: 'Safetensors',
    what: 'Weights and scaler as plain arrays, with all settings: to read and go on with in Python.',
  },
  {
    format: 'onnx',
    name: 'ONNX',
    what: 'The whole computation, scaler inside: to run elsewhere, with ONNX Runtime, on any device.',
  },
];

export function ModelDownloads({ model }: { readonly model: Model }) {
  return (
    <section className="stack">
      <h2>Download</h2>
      {forms.map(({ format, name, what }) => (
        <div key={format} className="stack" style={{ gap: 4 }}>
          <Button
            variant="default"
            leftSection={<Icon name="download" />}
            onClick={() => void downloadModel(model, format)}
            aria-label={`Download ${name}`}
            aria-describedby={`about-${format}`}
          >
            {name}
          </Button>
          <span id={`about-${format}`} className="dim">
            {what}
          </span>
        </div>
      ))}
    </section>
  );
}

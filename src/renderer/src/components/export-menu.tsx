/** A chart leaves as a picture with title, axes, legend and source in it, or as its numbers. */
import { ActionIcon, Menu } from '@mantine/core';
import { saveChart, type SavedPicture } from '../charts/save-chart.ts';
import { sayFailed } from '../state/notices-store.ts';
import { Icon } from './icon.tsx';

interface ExportMenuProps {
  /** "Export the curves" */
  readonly label: string;
  /** Made when asked for. */
  readonly picture: () => SavedPicture;
}

const formats = ['png', 'svg', 'csv'] as const;

export function ExportMenu({ label, picture }: ExportMenuProps) {
  const save = (format: (typeof formats)[number]): void => {
    saveChart(picture(), format).catch((error: unknown) => sayFailed('The chart could not be saved', error));
  };
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon aria-label={label} title="Export">
          <Icon name="download" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => save(format)}>
            Save as {format.toUpperCase()}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

/** Tags and comment of a cell or a model, changed where they stand. */
import type { Remarks } from '../../../shared/contract/remarks.ts';
import { EditInPlace } from './edit-in-place.tsx';

interface RemarkFieldsProps {
  readonly remarks: Remarks;
  /** Answers why it was not saved, or null. */
  readonly onSave: (change: { tags?: string[]; comment?: string | null }) => Promise<string | null>;
}

export function RemarkFields({ remarks: { tags, comment }, onSave }: RemarkFieldsProps) {
  return (
    <>
      <EditInPlace
        label="Tags, separated by commas"
        text={tags.join(', ')}
        onSave={(text) => onSave({ tags: tagsOfText(text) })}
      />
      <EditInPlace
        label="Comment"
        text={comment ?? ''}
        onSave={(text) => onSave({ comment: text.trim() === '' ? null : text.trim() })}
      />
    </>
  );
}

/** Each once, in the order in which they were typed. */
const tagsOfText = (text: string): string[] => [
  ...new Set(
    text
      .split(',')
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
  ),
];

/** Sentences under each other. */
export function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return sentences.map((sentence) => (
    <p key={sentence} className="sentence">
      {sentence}
    </p>
  ));
}
